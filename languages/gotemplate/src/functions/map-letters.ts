/** Go changes case rune by rune: what would become several letters stays. */
export function mapLetters(text: string, change: (letter: string) => string): string {
  return [...text]
    .map((letter) => {
      const changed = change(letter);
      return [...changed].length === 1 ? changed : letter === '\u0130' ? 'i' : letter;
    })
    .join('');
}
