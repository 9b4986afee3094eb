/** What became of the cases of a suite. */
export type SuiteResult = {
  readonly passed: number;
  readonly failed: number;
  /** Cases that were not run, with the reason, which is printed once. */
  readonly skipped: number;
  readonly misses: readonly Miss[];
  readonly notes: readonly string[];
};

/** A case whose outcome is not that of the real tool. */
export type Miss = { readonly name: string; readonly expected: string; readonly actual: string };

/** Gathers outcomes one by one. */
export class Report {
  #passed = 0;
  #skipped = 0;
  readonly #misses: Miss[] = [];
  readonly #notes: string[] = [];

  pass(): void {
    this.#passed += 1;
  }

  miss(name: string, expected: string, actual: string): void {
    this.#misses.push({ name, expected, actual });
  }

  skip(cases: number, reason: string): void {
    this.#skipped += cases;
    this.#notes.push(`${cases} skipped: ${reason}`);
  }

  note(text: string): void {
    this.#notes.push(text);
  }

  /** Passes when both texts are equal. */
  compare(name: string, expected: string, actual: string): void {
    if (expected === actual) this.pass();
    else this.miss(name, expected, actual);
  }

  result(): SuiteResult {
    return {
      passed: this.#passed,
      failed: this.#misses.length,
      skipped: this.#skipped,
      misses: this.#misses,
      notes: this.#notes,
    };
  }
}
