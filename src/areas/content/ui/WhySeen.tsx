import { listed, t } from '../../../language'
import { For, Show } from 'solid-js'
import type { Hash } from '../../../log/types'
import { createAnswer, useSession } from '../../../ui/session'
import { type ReasonSeen, whySeen } from '../reactionViews'
import { moodWords } from './words'

/** Why a post is before the eyes of who looks: what put it there, and how what they see is put in order. */
export function WhySeen(props: { readonly content: Hash }) {
  const session = useSession()
  const found = createAnswer(whySeen, () => ({ content: props.content }))
  return (
    <Show when={found()}>
      {(found) => {
        const name = () => found().author.name
        const moodNames = () =>
          listed(
            found().moods.map((mood) => moodWords[mood]),
            'conjunction',
          )
        const words: { readonly [R in ReasonSeen]: () => string } = {
          mine: () => t`It is yours: you posted it.`,
          owned: () => t`It belongs to you.`,
          followed: () => t`You follow ${name()}, so it shows up under Following.`,
          'for followers': () => t`${name()} posted it for followers only, and you are one of them.`,
          'for everyone': () =>
            found().form === 'vibe'
              ? t`It is for everyone, so it shows up under Everybody and among the vibes.`
              : t`It is for everyone, so it shows up under Everybody.`,
          moderator: () => t`You are a moderator. Moderators also see posts that are not meant for them.`,
        }
        return (
          <section class="event-part" aria-labelledby="why-seen">
            <h2 id="why-seen">{t`Why you see this post`}</h2>
            <ul>
              <For each={found().reasons}>{(reason) => <li>{words[reason]()}</li>}</For>
              <Show when={found().moods.length > 0}>
                <li>{t`${name()} says what mood it fits, so it also shows up under ${moodNames()}.`}</li>
              </Show>
            </ul>
            <p>
              {t`The newest posts come first; under Most liked, those with the most likes. Nothing else plays a part: not what you looked at before, and nobody can pay to be seen.`}{' '}
              <Show when={session.me()}>{t`Posts by people you block, or who block you, are left out.`}</Show>
            </p>
          </section>
        )
      }}
    </Show>
  )
}
