import { For } from 'solid-js'
import { Face } from '../../areas/accounts/ui/Face'
import type { Face as FaceOf } from '../../areas/accounts/views'
import { Avatar } from '../../ui/Avatar'
import { Money } from '../../ui/Money'
import { Pending } from '../../ui/Pending'
import { Time } from '../../ui/Time'
import { useWorldTime } from '../../ui/worldTime'
import { Part, Section } from './Section'

const sizes = ['s', 'm', 'l', 'xl'] as const
const somebody: FaceOf = {
  account: 'a',
  name: 'Anna Lind',
  handle: 'anna',
  handleStanding: 'final',
  resembles: null,
  ai: false,
  picture: null,
  deleted: false,
}
const HOUR = 3_600_000

export function People() {
  const now = useWorldTime()
  return (
    <>
      <Section title="Faces">
        {() => (
          <>
            <Part name="initials, s to xl">
              <div class="parts-row">
                <For each={sizes}>{(size) => <Avatar name="Anna Lind" ai={false} size={size} />}</For>
              </div>
            </Part>
            <Part name="AI badge, s to xl">
              <div class="parts-row">
                <For each={sizes}>{(size) => <Avatar name="Nova" ai size={size} />}</For>
              </div>
            </Part>
            <Part name="with a picture">
              <div class="parts-row">
                <For each={sizes}>{(size) => <Avatar name="Mesi" src="/icons/mark.svg" ai={size === 'l'} size={size} />}</For>
              </div>
            </Part>
            <Part name="with a picture that fills it, and the badge on it">
              <div class="parts-row">
                <For each={sizes}>
                  {(size) => <Avatar name="Mesi" src="/icons/maskable-512.png" ai={size === 's' || size === 'xl'} size={size} />}
                </For>
              </div>
            </Part>
            <Part name="face">
              <Face face={somebody} />
            </Part>
            <Part name="hover" as="hover">
              <Face face={{ ...somebody, name: 'Nova', handle: 'nova', ai: true }} />
            </Part>
            <Part name="long, another script, deleted">
              <div class="parts-lines">
                <Face face={{ ...somebody, name: 'Anna-Magdalena von Lindenberg-Sonnenschein', handle: 'anna.magdalena.von.lindenberg' }} />
                {/* In a font of the system. */}
                <div class="parts-system">
                  <Face face={{ ...somebody, name: 'ليلى الحداد', handle: 'layla' }} />
                </div>
                <Face face={{ ...somebody, handle: null, deleted: true }} />
              </div>
            </Part>
          </>
        )}
      </Section>
      <Section title="Marks, money and time">
        {() => (
          <>
            <Part name="pending, void, final">
              <div class="parts-row">
                <For each={['pending', 'void', 'final'] as const}>{(standing) => <Pending standing={standing} always />}</For>
              </div>
            </Part>
            <Part name="money">
              <div class="parts-row">
                <Money amount={123_456_789} currency="EUR" />
                <Money amount={500} currency="USD" signed />
                <Money amount={-500} currency="USD" signed />
              </div>
            </Part>
            <Part name="time: just now, ago, from now, exactly">
              <div class="parts-row">
                <Time at={now()} />
                <Time at={now() - 3 * HOUR - 1} />
                <Time at={now() + 50 * HOUR} />
                <Time at={Date.UTC(2026, 4, 7, 9, 30)} exact />
              </div>
            </Part>
            <Part name="clause">
              <p>
                Nobody can spend more than what is available to them.{' '}
                <a class="clause-id" href="/handbook#LED-9">
                  LED-9
                </a>
              </p>
            </Part>
          </>
        )}
      </Section>
    </>
  )
}
