/** Where the page of every rule stands. Relative until the project has an address; put that in front here, and nowhere else. */
const RULES_PAGE = 'docs/rules.md';

/** The page of a rule, in every report. */
export const pageOf = (rule: string): string => `${RULES_PAGE}#${rule}`;

/** The page as a link for readers who have no checkout of ours: none while it has no address on the web. */
export const addressOf = (page: string): string | undefined => (URL.canParse(page) ? page : undefined);
