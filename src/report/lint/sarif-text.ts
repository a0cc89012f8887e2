/** A message of SARIF 2.1.0 (3.11.5, 3.11.6) that a viewer shows as it is: no placeholder is filled in, no link is made. */
export function sarifText(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replace(/\[(?=[^[\]]*\]\()/g, '\\[');
}

/** A path of the input as a relative URI reference. */
export function uriOf(file: string): string {
  return file
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
