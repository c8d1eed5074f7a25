/** What the main thread of a page did, as Chromium traces it. */
import type { CDPSession } from '@playwright/test'

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** One task of the page's main thread: how long it took, and how much of that its thread was at work rather than waiting for a core. */
export interface Task {
  readonly ms: number
  readonly cpu: number
}

/** The tasks of the page's main thread while something is done. */
export async function traced(session: CDPSession, work: () => Promise<void>): Promise<readonly Task[]> {
  const events: TraceEvent[] = []
  const take = ({ value }: { value: object[] }): void => {
    for (const event of value as TraceEvent[]) if (event.name === 'RunTask' || event.name === 'thread_name') events.push(event)
  }
  session.on('Tracing.dataCollected', take)
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    categories: 'disabled-by-default-devtools.timeline,devtools.timeline',
  })
  await work()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  session.off('Tracing.dataCollected', take)
  const main = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}/${tid}`),
  )
  const tasks = events.filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && main.has(`${pid}/${tid}`))
  if (tasks.length === 0) throw new Error('the trace holds no task of the page')
  return tasks.map(({ dur = 0, tdur = 0 }) => ({ ms: dur / 1000, cpu: tdur / 1000 }))
}
