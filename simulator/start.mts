import fastify, { type FastifyInstance } from 'fastify';
import {
	catalogue as packageCatalogue,
	operationsOf,
	type Resource,
} from '../dist/nodes/shared/catalogue/index.js';
import { HTML_HEADERS } from './api/response.mts';
import { DEFAULT_ACCOUNTS, type Account, type AccountSettings } from './api/accounts.mts';
import { htmlPage } from './api/errorResponse.mts';
import { API_PREFIX } from './api/handleRequest.mts';
import { addApiRoutes } from './api/routes.mts';
import { servedAsIs } from './api/served.mts';
import { addControlRoutes } from './control/routes.mts';
import type { AccountData } from './data/accountData.mts';
import { EXAMPLE_RESOURCE } from './help/exampleOperations.mts';
import type { HelpRecord } from './help/site.mts';
import { CONTROL_PREFIX } from './html.mts';
import { addHelpRoutes } from './help/routes.mts';
import type { DialectName } from './dialects/index.mts';
import { sizesFor, type Sizes } from './data/sizes.mts';
import type { Faults } from './faults/faults.mts';
import { addManualChangeRoutes } from './listeners/manualChanges.mts';
import type { Listeners } from './listeners/listeners.mts';
import { addListenerRoutes } from './listeners/routes.mts';
import { LOOPBACK, serverForThisMachine } from './loopback.mts';
import type { Calls } from './record/calls.mts';
import type { RequestLog } from './record/requestLog.mts';
import { DEFAULT_SETTINGS, type Settings } from './settings.mts';
import { SimulatorState } from './state.mts';

export const DEFAULT_PORT = 4010;
const PORTS_TRIED = 20;
const LARGEST_BODY = 128 * 1_024 * 1_024;

export interface SimulatorOptions {
	/** 0 takes any free port. When another port is taken, the next free one is used. Default 4010. */
	readonly port?: number;
	/** Default 127.0.0.1, which only this machine can reach. */
	readonly host?: string;
	/** How many units (huoneistot) there are; the other registers grow with them. Default 120. */
	readonly units?: number;
	/** Sizes of registers that should not follow from the number of units. */
	readonly sizes?: Partial<Omit<Sizes, 'units'>>;
	/** The same seed gives the same data, byte for byte. Default 1. */
	readonly seed?: number;
	/** Default: two accounts that share one key. */
	readonly accounts?: readonly [AccountSettings, ...AccountSettings[]];
	readonly settings?: Partial<Settings>;
	/** How many calls the request log keeps. Default 1 000. */
	readonly logSize?: number;
	/** The clock, in milliseconds. */
	readonly now?: () => number;
	/** The rows to serve. Default: the package's own catalogue. */
	readonly catalogue?: readonly Resource[];
	/** How the API is spelled and laid out. Default: as in the catalogue. */
	readonly dialect?: DialectName;
}

export interface Simulator {
	/** The API's base address, `http://127.0.0.1:4010/v10/api/`. */
	readonly url: string;
	/** The simulator's own pages, `http://127.0.0.1:4010/_simulator/`. */
	readonly controlUrl: string;
	readonly port: number;
	/** The first account. */
	readonly account: Account;
	readonly accounts: readonly Account[];
	/** The first account's data. */
	readonly data: AccountData;
	readonly calls: Calls;
	readonly requestLog: RequestLog;
	/** The requests for Help pages; can take the Help site down. */
	readonly help: HelpRecord;
	readonly faults: Faults;
	/** The registered listeners and the log of deliveries. */
	readonly listeners: Listeners;
	readonly settings: Settings;
	/** Changes settings from the next call on. */
	configure(changes: Partial<Settings>): void;
	/** Restores data, settings, faults, counters and logs to their initial state. */
	reset(): void;
	close(): Promise<void>;
}

/**
 * Starts a simulator.
 * @throws RangeError when a size is not possible
 * @throws Error when no port is free or the host is not this machine's
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { host = LOOPBACK, port = DEFAULT_PORT, units = 120, seed = 1 } = options;
	const state = new SimulatorState({
		catalogue: options.catalogue ?? packageCatalogue,
		dialect: options.dialect ?? 'standard',
		accounts: options.accounts ?? DEFAULT_ACCOUNTS,
		seed,
		sizes: sizesFor(units, options.sizes),
		settings: { ...DEFAULT_SETTINGS, ...options.settings },
		logSize: options.logSize ?? 1_000,
		now: options.now ?? Date.now,
	});
	const application = await listen(state, host, port);
	const address = application.server.address();
	if (address === null || typeof address === 'string') {
		throw new Error('The simulator listens on no port.');
	}
	const shownHost = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
	const origin = `http://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${address.port}`;
	return simulatorFor(state, application, { origin, port: address.port });
}

function simulatorFor(
	state: SimulatorState,
	application: FastifyInstance,
	{ origin, port }: { origin: string; port: number },
): Simulator {
	const firstAccount = (): Account => {
		const [account] = state.accounts;
		if (!account) throw new Error('The simulator has no account.');
		return account;
	};
	return {
		url: `${origin}${API_PREFIX}/`,
		controlUrl: `${origin}${CONTROL_PREFIX}/`,
		port,
		calls: state.calls,
		requestLog: state.requestLog,
		help: state.help,
		faults: state.faults,
		listeners: state.listeners,
		get account() {
			return firstAccount();
		},
		get accounts() {
			return state.accounts;
		},
		get data() {
			return firstAccount().data;
		},
		get settings() {
			return state.settings;
		},
		configure: (changes) => state.configure(changes),
		reset: () => state.reset(),
		close: async () => {
			state.closing.abort();
			await application.close();
		},
	};
}

async function listen(state: SimulatorState, host: string, port: number): Promise<FastifyInstance> {
	for (let tried = 0; ; tried++) {
		const application = applicationFor(state, host);
		try {
			await application.listen({ host, port: port + tried });
			return application;
		} catch (error) {
			await application.close();
			if (!isTakenPort(error) || port === 0 || tried + 1 === PORTS_TRIED) throw error;
		}
	}
}

function isTakenPort(error: unknown): boolean {
	const hasCode = typeof error === 'object' && error !== null && 'code' in error;
	return hasCode && error.code === 'EADDRINUSE';
}

function applicationFor(state: SimulatorState, host: string): FastifyInstance {
	const application = fastify({
		serverFactory: serverForThisMachine(host),
		bodyLimit: LARGEST_BODY,
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 1_000 },
		// A malformed address (`%zz`) never reaches a route.
		frameworkErrors: (_error, _request, reply) => {
			reply.raw.writeHead(400, HTML_HEADERS).end(htmlPage('Bad Request', 'HTTP Error 400.'));
		},
	});
	addAreas(application, state);
	return application;
}

/** The API with its Help pages, and the simulator's own pages. */
function addAreas(application: FastifyInstance, state: SimulatorState): void {
	application.register(
		async (api) => {
			const served = state.controllers.flatMap(({ operations }) => operations);
			const invented = operationsOf(EXAMPLE_RESOURCE).map(servedAsIs);
			addApiRoutes(api, state, [...served, ...invented]);
			addHelpRoutes(api, state);
		},
		{ prefix: API_PREFIX },
	);
	application.register(
		async (control) => {
			addControlRoutes(control, state);
		},
		{ prefix: CONTROL_PREFIX },
	);
	application.register(
		async (control) => {
			addListenerRoutes(control, state);
			addManualChangeRoutes(control, state);
		},
		{ prefix: CONTROL_PREFIX },
	);
	application.get('/', (_request, reply) => reply.redirect(`${CONTROL_PREFIX}/`));
	application.setNotFoundHandler((_request, reply) =>
		reply
			.code(404)
			.headers(HTML_HEADERS)
			.send(htmlPage('Not Found', 'HTTP Error 404. The requested resource is not found.')),
	);
}
