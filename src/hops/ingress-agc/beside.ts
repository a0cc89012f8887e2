/** The kinds of objects that say how an Ingress on Application Gateway for Containers is served. */
export const BESIDE_AN_AGC_INGRESS = /^(IngressExtension|.*Policy)$/;
