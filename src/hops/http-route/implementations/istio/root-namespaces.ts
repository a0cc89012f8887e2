/** Where Istio keeps what counts for every gateway: its mesh configuration, and objects without a namespace of their own. */
export const ROOT_NAMESPACES: readonly string[] = ['istio-system', 'aks-istio-system'];
