// Exports a span of every kind of content, two logs and three instruments as OTEL_EXPORTER_OTLP_PROTOCOL says; prints the ids.
import { context, metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { logs, SeverityNumber } from '@opentelemetry/api-logs';
import { NodeSDK } from '@opentelemetry/sdk-node';

// All of it comes from the environment, as it does for what the AppHost starts.
const sdk = new NodeSDK();
sdk.start();

const tracer = trace.getTracer('node-tracer', '1.2.3');
const earlier = tracer.startSpan('earlier');
earlier.end();
const span = tracer.startSpan('GET /hello', {
  kind: SpanKind.SERVER,
  attributes: { 'http.response.status_code': 200, ratio: 0.5, cached: true, list: ['a', 'b'], text: 'ä€😀' },
  links: [{ context: earlier.spanContext(), attributes: { reason: 'follows' } }],
});
span.addEvent('noticed', { times: 3 });
span.recordException(new Error('out of luck'));
span.setStatus({ code: SpanStatusCode.ERROR, message: 'out of luck' });

const within = trace.setSpan(context.active(), span);
const child = tracer.startSpan('query', { kind: SpanKind.CLIENT }, within);
const logger = logs.getLogger('node-logger');
logger.emit({ severityNumber: SeverityNumber.WARN, severityText: 'WARN', body: 'slow query', attributes: { rows: 7 }, context: within });
logger.emit({ severityNumber: SeverityNumber.ERROR, body: { parts: ['one', 2] }, context: within });

const meter = metrics.getMeter('node-meter');
meter.createCounter('requests', { unit: '{request}' }).add(2, { route: '/hello' });
meter.createHistogram('duration', { unit: 's', advice: { explicitBucketBoundaries: [0.1, 1] } }).record(0.25);
meter.createObservableGauge('temperature').addCallback(result => result.observe(-1.5));
child.end();
span.end();

await sdk.shutdown();
console.log(JSON.stringify({ trace: span.spanContext(), earlier: earlier.spanContext() }));
