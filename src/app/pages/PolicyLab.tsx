import { inLanguage, t } from '../../language'
import { A } from '@solidjs/router'
import FlaskConical from 'lucide-solid/icons/flask-conical'
import { createMemo, createSignal, For, onCleanup, Show } from 'solid-js'
import { Face } from '../../areas/accounts/ui/Face'
import { Section } from '../../areas/accounts/ui/Section'
import { profile } from '../../areas/accounts/views'
import { differenceInWords } from '../../areas/flags/ui/fateWords'
import { levelWords } from '../../areas/flags/ui/words'
import type { Fate } from '../../peer/fates'
import type { Answer, Lab } from '../../peer/policyLab'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { isOpen, type ParameterRow, parameters, valueFrom, valueInWords } from '../../ui/parameters'
import { Select } from '../../ui/Select'
import { createAnswer, useSession } from '../../ui/session'
import './PolicyLab.css'

const policy = /^(flags|reports|moderation)\./
/** Fates shown at most; how many more there are is said. */
const SHOWN = 50

/** What if the policy were another, from the beginning: the whole history again, and whose fate would be another. Nothing of it is kept. */
export function PolicyLab() {
  const session = useSession()
  const answer = createAnswer(parameters, () => ({}))
  const all = () => (answer() ?? []).filter((each) => policy.test(each.name) && isOpen(each))
  const [chosen, setChosen] = createSignal('flags.yellowsCount')
  const [typed, setTyped] = createSignal('')
  const [outlook, setOutlook] = createSignal<Answer>()
  const [share, setShare] = createSignal<number>()
  const [failure, setFailure] = createSignal<string>()
  const number = createMemo(() => all().find(({ name }) => name === chosen()))
  const valueNow = () => {
    const it = number()
    return it && valueInWords(it, it.value)
  }
  // What this world made of its history is played once for all questions; what came in since is in the next lab.
  let lab: { readonly of: unknown; readonly seal: number; readonly open: Promise<Lab> } | undefined
  onCleanup(() => (lab = undefined))
  const play = async () => {
    const it = number()
    const read = it && valueFrom(it, typed())
    if (!read) return
    if (!read.ok) return setFailure(read.says)
    const peer = session.peer()
    const seal = peer.engine.last.number
    setFailure(undefined)
    setShare(0)
    try {
      const { openLab } = await import('../../peer/policyLab')
      if (lab?.of !== peer || lab.seal !== seal) lab = { of: peer, seal, open: openLab(peer, setShare) }
      setOutlook(await (await lab.open).suppose({ [it.name]: read.value }))
    } catch (error) {
      lab = undefined
      setFailure(error instanceof Error ? error.message : t`That did not work.`)
    } finally {
      setShare(undefined)
    }
  }
  return (
    <>
      <Section title={t`What if the policy were different?`} says={t`Everything final in this world is replayed from the very beginning.`}>
        <form
          class="lab"
          onSubmit={(event) => {
            event.preventDefault()
            void play()
          }}
        >
          <Select
            label={t`What to change`}
            value={chosen()}
            options={all().map(({ name, says }) => ({ value: name, label: inLanguage(says) }))}
            onChange={(name) => {
              setChosen(name)
              setTyped('')
            }}
          />
          <Show
            when={number()?.readings}
            fallback={
              <Field label={t`New value`} inputMode="decimal" value={typed()} onChange={setTyped} hint={t`Now it is ${valueNow()}.`} />
            }
          >
            {(readings) => (
              <Select
                label={t`New value, instead of “${valueNow()}”`}
                value={typed()}
                options={[
                  { value: '', label: t`Choose a reading` },
                  ...readings().map((each) => ({ value: String(each), label: valueInWords(number() as ParameterRow, each) })),
                ]}
                onChange={setTyped}
              />
            )}
          </Show>
          <Show when={failure()}>
            <p class="field-error" role="alert">
              {failure()}
            </p>
          </Show>
          <Button type="submit" look="main" busy={share() !== undefined}>
            {t`Replay everything`}
          </Button>
        </form>
      </Section>
      <div role="status" class="lab-answer">
        <Show when={outlook()}>{(found) => <Found outlook={found()} />}</Show>
      </div>
    </>
  )
}

function Found(props: { readonly outlook: Answer }) {
  const fates = () => props.outlook.fates
  const acts = () => props.outlook.acts
  return (
    <>
      <Notice
        kind="calm"
        title={
          fates().length === 0
            ? t`Nobody’s standing would be different`
            : t`${fates().length === 1 ? t`One person` : t`${fates().length} people`} would have a different standing`
        }
      >
        <p>
          {t`${acts().length === 0 ? t`No act` : acts().length === 1 ? t`One act` : t`${acts().length} acts`} would have been decided differently. ${props.outlook.events} events were replayed in ${Math.max(1, Math.round(props.outlook.millis))} ms.`}
        </p>
      </Notice>
      <Show when={fates().length === 0 && acts().length === 0}>
        <Empty picture={<FlaskConical />} title={t`Nothing would change`} says={t`With this policy, everything would be just as it is.`} />
      </Show>
      <ul class="lab-fates">
        <For each={fates().slice(0, SHOWN)}>{(fate) => <Other fate={fate} />}</For>
      </ul>
      <Show when={fates().length > SHOWN}>
        <p class="section-says">{t`And ${fates().length - SHOWN} more.`}</p>
      </Show>
    </>
  )
}

function Other(props: { readonly fate: Fate }) {
  const who = createAnswer(profile, () => ({ account: props.fate.account }))
  return (
    <li class="card lab-fate">
      <Show when={who()} fallback={t`Somebody`}>
        {(face) => <Face face={face()} size="s" />}
      </Show>
      <p>
        <strong>{levelWords[props.fate.level.is].title}</strong>
        {props.fate.level.is === props.fate.level.would
          ? t`, and it would stay that way.`
          : t`; with the change: ${levelWords[props.fate.level.would].title.toLowerCase()}.`}
      </p>
      <ul class="lab-differences">
        <For each={props.fate.differences}>
          {(difference) => (
            <li>
              {differenceInWords(difference)}{' '}
              <span class="lab-causes">
                <For each={difference.causes}>
                  {({ event, clause }) => (
                    <>
                      <A href={`/event/${event}`}>{t`the decision`}</A>{' '}
                      <A class="clause-id" href={`/handbook#${clause}`}>
                        {clause}
                      </A>{' '}
                    </>
                  )}
                </For>
              </span>
            </li>
          )}
        </For>
      </ul>
    </li>
  )
}
