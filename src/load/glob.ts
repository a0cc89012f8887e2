/** Whether a path is one that a pattern with `*` and `?` means; neither crosses a slash. */
export function globMatches(pattern: string, path: string): boolean {
  const [patterns, parts] = [pattern.split('/'), path.split('/')];
  return patterns.length === parts.length && patterns.every((each, index) => segmentMatches(each, parts[index] ?? ''));
}

/** Goes back to the last `*` only, so that no pattern takes more than length times length steps. */
function segmentMatches(pattern: string, text: string): boolean {
  let [inPattern, inText] = [0, 0];
  let star: { readonly inPattern: number; inText: number } | undefined;
  while (inText < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = { inPattern, inText };
      inPattern += 1;
    } else if (wanted === '?' || wanted === text[inText]) {
      inPattern += 1;
      inText += 1;
    } else if (star !== undefined) {
      star.inText += 1;
      [inPattern, inText] = [star.inPattern + 1, star.inText];
    } else return false;
  }
  return /^\**$/.test(pattern.slice(inPattern));
}
