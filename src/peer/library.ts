/** What the works of a world look like, for the filter to know copies by (CORE-6): as the host's findings say, in step with the tables. */
import { contents, veils } from '../areas/content/rules'
import { findings } from '../areas/filter/rules'
import { findingIndex } from '../areas/filter/views'
import type { Library } from '../filter'
import type { Hash } from '../log/types'
import type { Peer } from './peer'

const libraries = new WeakMap<Peer, Library>()

/** Made when it is first asked for; its names are those of findings. */
export function libraryOf(peer: Peer): Library {
  const made = libraries.get(peer) ?? makeLibrary(peer)
  libraries.set(peer, made)
  return made
}

function makeLibrary(peer: Peer): Library {
  const log: Hash[] = [...peer.answers.list(findingIndex, 'prints')]
  const named = new Set(log)
  /** By work: the findings about it that were read, and how it stood then. */
  const told = new Map<Hash, { readonly findings: Set<Hash>; state: string }>()
  const stateOf = (work: Hash) => {
    const row = peer.engine.read(contents, work)
    return !row || row.deleted !== null ? 'gone' : peer.engine.read(veils, work) ? 'taken down' : 'here'
  }
  const note = (finding: Hash): void => {
    log.push(finding)
    named.add(finding)
  }
  peer.answers.onChanged((changed) => {
    for (const finding of changed.get(findings) ?? [])
      if (named.has(finding) || (peer.engine.read(findings, finding)?.prints.length ?? 0) > 0) note(finding)
    // A post changes with every like; it is told again only if it stands otherwise than before.
    for (const table of [contents, veils])
      for (const work of changed.get(table) ?? []) {
        const before = told.get(work)
        if (before && before.state !== stateOf(work)) before.findings.forEach(note)
      }
  })
  return {
    log,
    read(finding) {
      const { subject, prints = [] } = peer.engine.read(findings, finding) ?? {}
      if (!subject) return undefined
      const state = stateOf(subject.id)
      const before = told.get(subject.id)
      told.set(subject.id, { findings: (before?.findings ?? new Set()).add(finding), state })
      const row = peer.engine.read(contents, subject.id)
      if (!row || state === 'gone') return undefined
      return { work: subject.id, author: row.author, at: row.at, takenDown: state === 'taken down', prints }
    },
  }
}
