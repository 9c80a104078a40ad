/** First come, first served right to use the one backend. A holder keeps it until it gives it back, however long that takes. */
export class Turns {
  #holder: object | undefined
  readonly #waiting: { readonly who: object; readonly start: () => void }[] = []

  /** How many are waiting behind the holder. */
  get waiting(): number {
    return this.#waiting.length
  }

  holds(who: object): boolean {
    return this.#holder === who
  }

  /** Resolves when it is `who`'s turn; at once when `who` already has it. */
  take(who: object): Promise<void> {
    if (this.#holder === who) return Promise.resolve()
    if (this.#holder === undefined) {
      this.#holder = who
      return Promise.resolve()
    }
    return new Promise((start) => this.#waiting.push({ who, start }))
  }

  /** Hands over to the one who has waited longest. Does nothing when `who` is not the holder. */
  giveBack(who: object): void {
    if (this.#holder !== who) return

    const next = this.#waiting.shift()
    this.#holder = next?.who
    next?.start()
  }
}
