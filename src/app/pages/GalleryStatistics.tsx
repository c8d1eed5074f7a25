import { locale, t } from '../../language'
import { A } from '@solidjs/router'
import ChartNoAxesColumn from 'lucide-solid/icons/chart-no-axes-column'
import HandCoins from 'lucide-solid/icons/hand-coins'
import Heart from 'lucide-solid/icons/heart'
import MessageCircle from 'lucide-solid/icons/message-circle'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { PostTile } from '../../areas/content/ui/PostTile'
import { beginning, mediaWords } from '../../areas/content/ui/words'
import { amountText } from '../../areas/ledger/ui/words'
import { galleryStatistics, type GalleryStatistics as Statistics, type Takings } from '../../areas/tips/views'
import { days, hours } from '../../kit/time'
import { Choice } from '../../ui/Choice'
import { Empty } from '../../ui/Empty'
import { Money } from '../../ui/Money'
import { createAnswer } from '../../ui/session'
import { useWorldTime } from '../../ui/worldTime'
import './GalleryStatistics.css'

/** Days that are looked back. */
const spans = [
  { value: '7', label: t`Last 7 days` },
  { value: '30', label: t`Last 30 days` },
  { value: 'ever', label: t`All time` },
] as const
type Span = (typeof spans)[number]['value']

/** What came to my posts: in figures, beside the time before, and which posts most of it came to. */
export function GalleryStatistics() {
  const now = useWorldTime()
  const [span, setSpan] = createSignal<Span>('30')
  // By the hour: nobody needs it sooner, and the clock goes on.
  const until = createMemo(() => Math.ceil((now() + 1) / hours(1)) * hours(1))
  const found = createAnswer(galleryStatistics, () => {
    const length = span() === 'ever' ? until() : days(Number(span()))
    return { from: until() - length, until: until() }
  })
  const isNothing = ({ during, best }: Statistics) => best.length === 0 && during.posts + during.tips === 0
  return (
    <div class="statistics">
      <Choice legend={t`When`} row quiet options={spans} value={span()} onChange={setSpan} />
      <Show when={found()}>
        {(answer) => (
          <Show
            when={!isNothing(answer())}
            fallback={
              <Empty
                picture={<ChartNoAxesColumn />}
                title={t`Nothing came in that time`}
                says={t`Likes, comments and tips for what you post are counted here.`}
              />
            }
          >
            <dl class="statistics-figures">
              <Figure label={t`Tips received`} was={difference(answer(), ({ net }) => net, span())} money big>
                <Money amount={answer().during.net} currency="MESI" />
              </Figure>
              <Figure label={t`Likes`} was={difference(answer(), ({ likes }) => likes, span())}>
                {answer().during.likes.toLocaleString(locale)}
              </Figure>
              <Figure label={t`Comments`} was={difference(answer(), ({ comments }) => comments, span())}>
                {answer().during.comments.toLocaleString(locale)}
              </Figure>
              <Figure label={t`New posts`} was={difference(answer(), ({ posts }) => posts, span())}>
                {answer().during.posts.toLocaleString(locale)}
              </Figure>
            </dl>
            <Show when={answer().best.length > 0}>
              <h2>{t`Your top content`}</h2>
              <ol class="statistics-best">
                <For each={answer().best}>
                  {({ card, takings }) => (
                    <li>
                      <div class="statistics-tile">
                        <PostTile card={card} />
                      </div>
                      <div class="statistics-of">
                        <A href={`/post/${card.id}`} dir="auto">
                          {beginning(card.caption?.text ?? '', 70) || mediaWords[card.media].one}
                        </A>
                        <p class="statistics-came">
                          <Came icon={<Heart aria-hidden="true" />} label={t`Likes`}>
                            {takings.likes.toLocaleString(locale)}
                          </Came>
                          <Came icon={<MessageCircle aria-hidden="true" />} label={t`Comments`}>
                            {takings.comments.toLocaleString(locale)}
                          </Came>
                          <Show when={takings.tips > 0}>
                            <Came icon={<HandCoins aria-hidden="true" />} label={t`Tips received`}>
                              <Money amount={takings.net} currency="MESI" />
                            </Came>
                          </Show>
                        </p>
                      </div>
                    </li>
                  )}
                </For>
              </ol>
            </Show>
          </Show>
        )}
      </Show>
    </div>
  )
}

/** How much more than before; nothing where there is no before. */
const difference = ({ during, before }: Statistics, of: (takings: Takings) => number, span: Span): number | undefined =>
  span === 'ever' ? undefined : of(during) - of(before)

function Figure(props: {
  readonly label: string
  readonly was: number | undefined
  readonly money?: true
  readonly big?: true
  readonly children: JSX.Element
}) {
  const more = () => (props.was === undefined || props.was === 0 ? undefined : props.was)
  return (
    <div class="statistics-figure" data-big={props.big ? '' : undefined}>
      <dt>{props.label}</dt>
      <dd>
        <strong class="tabular">{props.children}</strong>
        <Show when={props.was !== undefined}>
          <span class="statistics-more" data-way={more() === undefined ? undefined : (more() as number) > 0 ? 'up' : 'down'}>
            <Show when={more()} fallback={t`as before`}>
              {(more) => {
                const count = () => (props.money ? amountText(Math.abs(more()), 'MESI') : Math.abs(more()))
                return (
                  <>
                    {more() > 0
                      ? t`${count()} more than before`
                      : props.money
                        ? t`${count()} less than before`
                        : t`${count()} fewer than before`}
                  </>
                )
              }}
            </Show>
          </span>
        </Show>
      </dd>
    </div>
  )
}

function Came(props: { readonly icon: JSX.Element; readonly label: string; readonly children: JSX.Element }) {
  return (
    <span title={props.label}>
      {props.icon} <span class="unseen">{props.label}</span> {props.children}
    </span>
  )
}
