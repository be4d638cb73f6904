import { Counter, Gauge, Histogram } from 'prom-client'
import type { Metrics } from '@jari/service/metrics.ts'

export type FeedMetrics = {
  readonly clients: Gauge<'kind'>
  readonly lagging: Gauge
  readonly lags: Counter
  readonly lost: Counter
  readonly resumes: Counter<'result'>
  readonly resets: Counter<'reason'>
  readonly sent: Counter
  readonly lag: Histogram
}

/** What a feed measures, in the service's registry. */
export function createFeedMetrics(metrics: Metrics): FeedMetrics {
  const registers = [metrics.registry]
  return {
    clients: new Gauge({ name: 'feed_clients', help: 'Subscribers of the feed, by what they may see', labelNames: ['kind'], registers }),
    lagging: new Gauge({ name: 'feed_lagging_clients', help: 'Subscribers that have more than 64 KiB unsent', registers }),
    lags: new Counter({ name: 'feed_lags_total', help: 'Times a subscriber had more than 64 KiB unsent', registers }),
    lost: new Counter({ name: 'feed_lost_clients_total', help: 'Subscribers closed with 4409: more than 64 KiB were unsent for 5 seconds', registers }),
    resumes: new Counter({ name: 'feed_resumes_total', help: 'Cursors that clients came with', labelNames: ['result'], registers }),
    resets: new Counter({ name: 'feed_resets_total', help: 'Times a subscriber was told to fetch a snapshot', labelNames: ['reason'], registers }),
    sent: new Counter({ name: 'feed_events_sent_total', help: 'Events sent, counted for each subscriber', registers }),
    lag: new Histogram({ name: 'feed_lag_seconds', help: 'Age of an event, by the clock of who wrote it, when it is handed to the sockets', buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], registers }),
  }
}
