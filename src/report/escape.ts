/** What XML refuses, a terminal or a log obeys, or a reader cannot see. Line feeds and tabs stay. */
const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\ufeff]/gu;

/** The text with each such character shown by its code, as in `\u{1b}`. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\n': '<br>', '@': '@<!-- -->' };

/** Text as GitHub's Markdown shows it unchanged, in a table cell too: no markup, no HTML, nobody mentioned. */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/[\\`*_~[\]|#$]/g, '\\$&')
    .replace(/[&<>\n@]/g, (character) => HTML[character] ?? character);
}
