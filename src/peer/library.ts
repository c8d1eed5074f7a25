/** What the works of a world look like, for the filter to know copies by (CORE-6): as the host's findings say, in step with the tables. */
import { accounts } from '../areas/accounts/tables'
import { visibility } from '../areas/content/shown'
import { contents, veils } from '../areas/content/tables'
import { contentIndex } from '../areas/content/views'
import { looks } from '../areas/filter/rules'
import { looksIndex } from '../areas/filter/views'
import { decisions } from '../areas/moderation/tables'
import type { Library } from '../filter'
import type { Hash, Millis } from '../log/types'
import type { Peer } from './peer'

const libraries = new WeakMap<Peer, Library>()

/** Made when it is first asked for; its names are those of works. */
export function libraryOf(peer: Peer): Library {
  const made = libraries.get(peer) ?? makeLibrary(peer)
  libraries.set(peer, made)
  return made
}

/**
 * How a work is held against others. Not at all if it is gone. `a copy`: it was taken down because it is somebody else's, and whoever comes
 * next with it may be that one or copy it again, so a person has to say. What was taken down for another reason is no better from the next hand.
 */
export function standingOf(peer: Peer, work: Hash): 'here' | 'taken down' | 'a copy' | 'none' {
  if (['deleted', 'unknown'].includes(visibility(peer.engine.reader, work))) return 'none'
  const down = peer.engine.read(veils, work)
  if (!down) return 'here'
  return peer.engine.read(decisions, down.event)?.breach === 'copyright' ? 'a copy' : 'taken down'
}

/** From when on, by its maker's word, a work came before others, and since when that is sure. Whose a copy is never is, but not what came before it. */
export function comingOf(
  standing: ReturnType<typeof standingOf>,
  at: Millis,
  since: Millis,
): { readonly at: Millis; readonly since: Millis } {
  return standing === 'a copy' ? { at: Math.max(at, since), since: Number.POSITIVE_INFINITY } : { at, since }
}

function makeLibrary(peer: Peer): Library {
  const log: Hash[] = [...peer.answers.list(looksIndex, 'all')]
  const named = new Set(log)
  const now = (work: Hash): string => `${standingOf(peer, work)} ${peer.engine.read(looks, work)?.prints.join(' ') ?? ''}`
  /** By work: how it stood and looked when it was read. */
  const told = new Map<Hash, string>()
  // A post changes with every like, and is looked at with every edit; it is told again only if it stands or looks otherwise than before.
  const note = (work: Hash): void => {
    const before = told.get(work)
    if (named.has(work) ? before === undefined || before === now(work) : !peer.engine.read(looks, work)?.prints.length) return
    log.push(work)
    named.add(work)
  }
  peer.answers.onChanged((changed) => {
    for (const table of [looks, contents, veils]) changed.get(table)?.forEach(note)
    for (const account of changed.get(accounts) ?? []) peer.answers.list(contentIndex, `by ${account}`).forEach(note)
  })
  return {
    log,
    read(work) {
      const standing = standingOf(peer, work)
      told.set(work, now(work))
      const row = peer.engine.read(contents, work)
      const seen = peer.engine.read(looks, work)
      if (!row || !seen || standing === 'none') return undefined
      return { work, author: row.author, ...comingOf(standing, row.at, seen.since), takenDown: standing !== 'here', prints: seen.prints }
    },
  }
}
