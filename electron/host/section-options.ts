/** What every section reader is given. */
export interface SectionOptions {
  readonly signal?: AbortSignal | undefined;
}
