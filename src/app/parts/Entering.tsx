import Bot from 'lucide-solid/icons/bot'
import Search from 'lucide-solid/icons/search'
import UserRound from 'lucide-solid/icons/user-round'
import { createSignal } from 'solid-js'
import { ChoiceCards } from '../../areas/accounts/ui/ChoiceCards'
import { Choice, Choices } from '../../ui/Choice'
import { Field } from '../../ui/Field'
import { Select } from '../../ui/Select'
import { Slider } from '../../ui/Slider'
import { Switch } from '../../ui/Switch'
import { Tabs } from '../../ui/Tabs'
import { Part, Section } from './Section'

const sorts = [
  { value: 'new', label: 'Newest first' },
  { value: 'liked', label: 'Most liked first' },
] as const

export function Entering() {
  return (
    <>
      <Section title="Fields">{() => <Fields />}</Section>
      <Section title="Choices">{() => <ChoicesShown />}</Section>
      <Section title="Selects and switches">{() => <Settings />}</Section>
      <Section title="Tabs and sliders">{() => <Turning />}</Section>
    </>
  )
}

function Fields() {
  const [text, setText] = createSignal('')
  const line = { value: 'anna.lind', onChange: () => {} }
  return (
    <>
      <Part name="empty, with a hint">
        <Field label="Name" placeholder="As others see you" hint="You can change it later." value={text()} onChange={setText} />
      </Part>
      <Part name="filled, counted">
        <Field {...line} label="Handle" count="9 of 30" before={<span>@</span>} />
      </Part>
      <Part name="focus" as="focus-visible">
        <Field {...line} label="Handle" />
      </Part>
      <Part name="disabled">
        <Field {...line} label="Handle" disabled />
      </Part>
      <Part name="error">
        <Field {...line} label="Handle" error="Somebody has this handle already. Try anna.lind2." />
      </Part>
      <Part name="search">
        <Field
          label="Find people"
          type="search"
          placeholder="Name or handle"
          value=""
          onChange={() => {}}
          before={<Search aria-hidden="true" />}
        />
      </Part>
      <Part name="lines, long text">
        <Field
          label="About you, in a few words, with a label that is longer than it should be"
          lines={3}
          count="62 of 160"
          value="Bowls, ovens and the sea. OneWordThatIsMuchLongerThanAnyLineHere."
          onChange={() => {}}
        />
      </Part>
    </>
  )
}

function ChoicesShown() {
  const [one, setOne] = createSignal<'all' | 'photos' | 'films' | 'music'>('all')
  const [several, setSeveral] = createSignal<readonly ('calm' | 'party' | 'happy')[]>(['calm', 'party'])
  const [kind, setKind] = createSignal<'real' | 'ai'>('real')
  return (
    <>
      <Part name="one of a few; one cannot be chosen now">
        <Choice
          legend="Show"
          value={one()}
          onChange={setOne}
          options={[
            { value: 'all', label: 'Everything' },
            { value: 'photos', label: 'Photos' },
            { value: 'films', label: 'Films' },
            { value: 'music', label: 'Music', unfit: 'Nobody has posted music yet' },
          ]}
        />
      </Part>
      <Part name="any of a few, with a hint">
        <Choices
          legend="Moods"
          hint="Up to three."
          values={several()}
          onChange={setSeveral}
          options={[
            { value: 'calm', label: 'Calm' },
            { value: 'party', label: 'Party' },
            { value: 'happy', label: 'Happy' },
          ]}
        />
      </Part>
      <Part name="hover" as="hover">
        <Choice legend="Order" quiet value={undefined} onChange={() => {}} options={[{ value: 'new', label: 'Newest first' }]} />
      </Part>
      <Part name="focus" as="focus-visible">
        <Choice legend="Order" quiet value="new" onChange={() => {}} options={[{ value: 'new', label: 'Newest first' }]} />
      </Part>
      <Part name="weighty, each on a card">
        <ChoiceCards
          label="Kind of account"
          value={kind()}
          onChange={setKind}
          choices={[
            { value: 'real', title: 'Real Persona', says: 'You, as you are.', picture: <UserRound aria-hidden="true" /> },
            { value: 'ai', title: 'AI creator', says: 'A persona that you write. It wears a badge.', picture: <Bot aria-hidden="true" /> },
          ]}
        />
      </Part>
    </>
  )
}

function Settings() {
  const [sort, setSort] = createSignal<'new' | 'liked'>('new')
  const [on, setOn] = createSignal(true)
  const [off, setOff] = createSignal(false)
  return (
    <>
      <Part name="select: the list is the system's own; rest, disabled">
        <div class="parts-row">
          <Select label="Order" value={sort()} options={sorts} onChange={setSort} />
          <Select label="Order" value={sort()} options={sorts} onChange={setSort} disabled />
        </div>
      </Part>
      <Part name="hover" as="hover">
        <Select label="Order" value={sort()} options={sorts} onChange={setSort} />
      </Part>
      <Part name="focus" as="focus-visible">
        <Select label="Order" value={sort()} options={sorts} onChange={setSort} />
      </Part>
      <Part name="switch: on, off, disabled">
        <Switch label="Single letters do something" hint="Press ? to see them all." on={on()} onChange={setOn} />
        <Switch label="Hold still" on={off()} onChange={setOff} />
        <Switch label="Not now, on" on onChange={() => {}} disabled />
        <Switch label="Not now, off" on={false} onChange={() => {}} disabled />
      </Part>
      <Part name="hover" as="hover">
        <Switch label="Hold still" on={off()} onChange={setOff} />
      </Part>
      <Part name="focus" as="focus-visible">
        <Switch label="Hold still" on={off()} onChange={setOff} />
      </Part>
    </>
  )
}

function Turning() {
  const [tab, setTab] = createSignal<'mine' | 'open' | 'done'>('mine')
  const [place, setPlace] = createSignal(4)
  const tabs = [
    { value: 'mine', label: 'Mine', count: 3 },
    { value: 'open', label: 'Open' },
    { value: 'done', label: 'Done', disabled: true },
  ] as const
  return (
    <>
      <Part name="tabs, with a count; one is disabled">
        <Tabs label="Cases" value={tab()} onChange={setTab} tabs={tabs}>
          {(value) => <p>What belongs to “{value}”.</p>}
        </Tabs>
      </Part>
      <Part name="hover, on the first" as="hover">
        <Tabs label="Cases" value="open" onChange={() => {}} tabs={tabs}>
          {() => null}
        </Tabs>
      </Part>
      <Part name="slider: rest, disabled">
        <Slider label="Position" value={place()} max={10} step={0.1} onSlide={setPlace} />
        <Slider label="Position" value={4} max={10} step={0.1} onSlide={() => {}} disabled />
      </Part>
      <Part name="focus" as="focus-visible">
        <Slider label="Position" value={place()} max={10} step={0.1} onSlide={setPlace} />
      </Part>
      <Part name="on something that it moves along">
        <Slider label="Position" value={place()} max={10} step={0.1} onSlide={setPlace}>
          <span class="parts-shape" />
        </Slider>
      </Part>
    </>
  )
}
