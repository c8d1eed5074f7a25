import { createSignal, For, onMount } from 'solid-js'
import { colourOf, contrast, edges, texts } from '../../ui/contrast'
import { Part, Section } from './Section'
import { colours, durations, gradients, rounds, shadows, sizes, spaces } from './tokens'

const token = (name: string) => `var(--${name})`

export function Tokens() {
  return (
    <>
      <Section title="Colours">
        {() => (
          <ul class="parts-swatches">
            <For each={[...colours, ...gradients]}>
              {(name) => (
                <li>
                  <span class="parts-swatch" style={{ background: token(name) }} />
                  {name}
                </li>
              )}
            </For>
          </ul>
        )}
      </Section>
      <Section title="Contrast, as measured here">
        {() => (
          <>
            <ul class="parts-pairs">
              <For each={texts}>{([text, ground]) => <Pair text={text} ground={ground} />}</For>
            </ul>
            <Part name="Edges of controls">
              <ul class="parts-pairs">
                <For each={edges}>{([edge, ground]) => <Pair edge={edge} ground={ground} />}</For>
              </ul>
            </Part>
          </>
        )}
      </Section>
      <Section title="Type">
        {() => (
          <>
            <For each={sizes.toReversed()}>
              {(name) => (
                <Part name={name}>
                  <p class="parts-line" style={{ 'font-size': token(name) }}>
                    Bottle 0123456789
                  </p>
                </Part>
              )}
            </For>
            <Part name="Headings and text">
              <h3 class="parts-line">A heading of the third order</h3>
              <p>
                Body text, <strong>strong where it matters</strong>, with <a href="#main">a way on</a>.
              </p>
              <p>Žluťoučký kůň · สวัสดี Mesi</p>
            </Part>
          </>
        )}
      </Section>
      <Section title="Space, corners and shadow">
        {() => (
          <>
            <Part name={spaces.join(' · ')}>
              <div class="parts-row">
                <For each={spaces}>{(name) => <span class="parts-space" style={{ width: token(name), height: token(name) }} />}</For>
              </div>
            </Part>
            <Part name={[...rounds, ...shadows].join(' · ')}>
              <div class="parts-row">
                <For each={rounds}>{(name) => <span class="parts-box" style={{ 'border-radius': token(name) }} />}</For>
                <For each={shadows}>{(name) => <span class="parts-box" style={{ 'box-shadow': token(name) }} />}</For>
              </div>
            </Part>
          </>
        )}
      </Section>
      <Section title="Motion">
        {() => (
          <For each={durations}>
            {(name) => (
              <Part name={`${name}, ease: point at it`}>
                <span class="parts-track" style={{ '--takes': token(name) }}>
                  <span class="parts-runner" />
                </span>
              </Part>
            )}
          </For>
        )}
      </Section>
    </>
  )
}

/** Two tokens on each other, and how far they stand apart in this dress. */
function Pair(props: { readonly text?: string; readonly edge?: string; readonly ground: string }) {
  const [measured, setMeasured] = createSignal('')
  let shown: HTMLElement | undefined
  onMount(() => {
    if (!shown) return
    const { color, borderTopColor, backgroundColor } = getComputedStyle(shown)
    setMeasured(contrast(colourOf(props.edge ? borderTopColor : color), colourOf(backgroundColor)).toFixed(1))
  })
  return (
    <li class="parts-pair">
      <span
        ref={(element) => (shown = element)}
        style={{
          color: token(props.text ?? 'ink'),
          background: token(props.ground),
          border: props.edge ? `2px solid ${token(props.edge)}` : undefined,
        }}
      >
        {props.text ?? props.edge} on {props.ground}
      </span>
      <span class="tabular">{measured()}</span>
    </li>
  )
}
