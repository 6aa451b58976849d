import { inspect } from 'node:util';
import { Container } from '@n8n/di';
import { BinaryDataService, DataDeduplicationService, DirectoryLoader } from 'n8n-core';
import { LoggerProxy } from 'n8n-workflow';
import { InMemoryDeduplicator } from './deduplicator.mts';

const logLines: string[] = [];
const deduplicator = new InMemoryDeduplicator();
let started: Promise<void> | undefined;

/** Starts what n8n starts before its first workflow: logging, binary data, deduplication. */
export function startServices(): Promise<void> {
	started ??= start();
	return started;
}

/** Everything that the engine and the nodes have logged so far, at every level, metadata included. */
export function loggedLines(): readonly string[] {
	return logLines;
}

/** Empties the table of processed items, as a new n8n has it. */
export function forgetProcessedItems(): void {
	deduplicator.clear();
}

async function start(): Promise<void> {
	recordLog();
	await Container.get(BinaryDataService).init();
	await DataDeduplicationService.init(deduplicator);
}

function recordLog(): void {
	// A silent logger prints nothing and, other than at the higher levels, keeps its methods replaceable.
	process.env.N8N_LOG_LEVEL = 'silent';
	const logger = new LoggerSource(process.cwd()).engineLogger;
	for (const level of ['error', 'warn', 'info', 'debug'] as const) {
		logger[level] = (message, metadata) => {
			logLines.push(`${level} ${message} ${inspect(metadata, { depth: 10 })}`);
		};
	}
	logger.scoped = () => logger;
	LoggerProxy.init(logger);
}

/** n8n-core doesn't export the class by which its logger is found, but hands the logger to its loaders. */
class LoggerSource extends DirectoryLoader {
	override packageName = '';

	get engineLogger(): typeof this.logger {
		return this.logger;
	}

	override async loadAll(): Promise<void> {}
}
