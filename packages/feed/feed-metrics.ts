import { Counter, Gauge } from 'prom-client'
import type { Metrics } from '@jari/service/metrics.ts'

export type FeedMetrics = { readonly clients: Gauge; readonly lagging: Counter; readonly resumes: Counter<'result'>; readonly resets: Counter; readonly sent: Counter }

/** What a feed measures, in the service's registry. */
export function createFeedMetrics(metrics: Metrics): FeedMetrics {
  const registers = [metrics.registry]
  return {
    clients: new Gauge({ name: 'feed_clients', help: 'Subscribers of the feed', registers }),
    lagging: new Counter({ name: 'feed_lags_total', help: 'Times a subscriber had more than 64 KiB unsent', registers }),
    resumes: new Counter({ name: 'feed_resumes_total', help: 'Cursors that clients came with', labelNames: ['result'], registers }),
    resets: new Counter({ name: 'feed_resets_total', help: 'Times a subscriber was told to fetch a snapshot', registers }),
    sent: new Counter({ name: 'feed_events_sent_total', help: 'Events sent, counted for each subscriber', registers }),
  }
}
