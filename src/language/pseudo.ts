/** English with accents, in brackets and a third longer: whatever looks plain on the screen was not translated, and what is cut off does not fit. */

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = Array.from('åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ')

/** `Send {0}` becomes `⟦Šéñð {0}~~⟧`. What is filled in stays. */
export function pseudo(english: string): string {
  const letters = english.replaceAll(/\{\d+\}|./gsu, (one) => {
    const at = one.length === 1 ? plain.indexOf(one) : -1
    return at === -1 ? one : (accented[at] as string)
  })
  return `⟦${letters}${'~'.repeat(Math.ceil(english.replaceAll(/\{\d+\}/g, '').length / 3))}⟧`
}
