import ImageIcon from 'lucide-solid/icons/image'
import { createSignal, For } from 'solid-js'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Empty } from '../../ui/Empty'
import { Facts } from '../../ui/Facts'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { Progress } from '../../ui/Progress'
import { Qr } from '../../ui/Qr'
import { Refusal } from '../../ui/Refusal'
import { Skeleton } from '../../ui/Skeleton'
import { say } from '../../ui/toast'
import { Part, Section } from './Section'

const titles = { good: 'It is saved', calm: 'Good to know', warn: 'Before you go on', bad: 'That did not work' }
const facts = { currency: 'EUR', available: 320, needed: 500 }

export function Saying() {
  return (
    <>
      <Section title="Notices and refusals">
        {() => (
          <>
            <For each={['good', 'calm', 'warn', 'bad'] as const}>
              {(kind) => (
                <Notice kind={kind} title={titles[kind]}>
                  <p>
                    What happened, in one sentence, and <a href="#main">a way on</a>.
                  </p>
                </Notice>
              )}
            </For>
            <Part name="what the rules refuse">
              <Refusal
                outcome={{ ok: false, clauses: [{ id: 'LED-9', text: 'Nobody can spend more than what is available to them.', facts }] }}
              />
            </Part>
            <Part name="what the device refuses">
              <Refusal failure="The disk of this device is full. Nothing has been saved." />
            </Part>
            <Part name="what a clause looked at">
              <Facts facts={facts} />
            </Part>
          </>
        )}
      </Section>
      <Section title="Nothing, not yet, under way">
        {() => (
          <>
            <Part name="empty">
              <Empty title="No droplets yet" says="What you publish stands here, newest first." picture={<ImageIcon aria-hidden="true" />}>
                <Button look="main">Publish the first</Button>
              </Empty>
            </Part>
            <Part name="progress: 0, 40 %, all, unknown">
              <div class="parts-lines">
                <For each={[0, 0.4, 1, undefined]}>{(share) => <Progress label="Sending" share={share} />}</For>
              </div>
            </Part>
            <Part name="QR code">
              <Qr text="Mesi in a bottle" label="A few words" />
            </Part>
          </>
        )}
      </Section>
      <Section title="What stands in for what loads">
        {() => (
          <For each={['lines', 'posts', 'profile'] as const}>
            {(shape) => (
              <Part name={shape}>
                <Skeleton shape={shape} />
              </Part>
            )}
          </For>
        )}
      </Section>
      <Section title="Dialogs and toasts">
        {() => (
          <>
            <Part name="press to open one: a card, and on a phone a sheet from below">
              <OpensDialog />
            </Part>
            <Part name="press to see one">
              <div class="parts-row">
                <Button onClick={() => say('You follow Anna now.', { undo: { label: 'Undo', does: () => {} } })}>Say something</Button>
                <Button
                  onClick={() =>
                    say('Your tip of 5.00 EUR to Benjamin Okoro-Lindenbaum did not happen.', {
                      kind: 'warn',
                      undo: { label: 'Why?', does: () => {} },
                    })
                  }
                >
                  Warn
                </Button>
              </div>
            </Part>
          </>
        )}
      </Section>
    </>
  )
}

function OpensDialog() {
  const [open, setOpen] = createSignal(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <Dialog
        title="Send money"
        description="It arrives at once, and stays pending until it is final. Escape, the cross and a press beside it leave it."
        open={open()}
        onOpenChange={setOpen}
      >
        <Field label="Amount" value="5.00" onChange={() => {}} />
        <div class="dialog-answers">
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button look="main" onClick={() => setOpen(false)}>
            Send 5.00 EUR
          </Button>
        </div>
      </Dialog>
    </>
  )
}
