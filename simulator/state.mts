import type { Resource } from '../dist/nodes/shared/catalogue/index.js';
import { headersOf, type Account, type AccountSettings } from './api/accounts.mts';
import { controllersIn, type Controller } from './api/served.mts';
import { AccountData } from './data/accountData.mts';
import type { Sizes } from './data/sizes.mts';
import type { Dialect } from './dialects/dialect.mts';
import { dialectOf, type DialectName } from './dialects/index.mts';
import { Faults } from './faults/faults.mts';
import { HelpRecord } from './help/site.mts';
import { Listeners } from './listeners/listeners.mts';
import { Calls } from './record/calls.mts';
import { RequestLog } from './record/requestLog.mts';
import type { Settings } from './settings.mts';

export interface StateOptions {
	readonly catalogue: readonly Resource[];
	readonly dialect: DialectName;
	readonly accounts: readonly AccountSettings[];
	readonly seed: number;
	readonly sizes: Sizes;
	readonly settings: Settings;
	readonly logSize: number;
	readonly now: () => number;
}

/** Everything that changes while the simulator runs, shared by the API and the simulator's own pages. */
export class SimulatorState {
	/** Of the catalogue, as it is there: what is done by hand goes by it. */
	readonly catalogue: readonly Resource[];
	readonly dialect: Dialect;
	/** What the API serves in the dialect. */
	readonly controllers: readonly Controller[];
	readonly faults = new Faults();
	readonly calls = new Calls();
	readonly help: HelpRecord;
	readonly requestLog: RequestLog;
	/** Milliseconds. */
	readonly now: () => number;
	/** Aborted when the simulator closes. */
	readonly closing = new AbortController();
	readonly listeners = new Listeners(this.closing.signal);
	private readonly options: StateOptions;
	private currentSettings: Settings;
	private currentAccounts: readonly Account[];

	constructor(options: StateOptions) {
		this.options = options;
		this.catalogue = options.catalogue;
		this.dialect = dialectOf(options.dialect);
		this.controllers = controllersIn(this.dialect, options.catalogue);
		this.help = new HelpRecord(this.dialect.help.isDown === true);
		this.requestLog = new RequestLog(options.logSize);
		this.now = options.now;
		this.currentSettings = options.settings;
		this.currentAccounts = accountsFor(options);
	}

	get settings(): Settings {
		return this.currentSettings;
	}

	get accounts(): readonly Account[] {
		return this.currentAccounts;
	}

	/** Changes settings from the next call on. */
	configure(changes: Partial<Settings>): void {
		this.currentSettings = { ...this.currentSettings, ...changes };
	}

	/** Restores data, settings, faults, counters and logs to their initial state. */
	reset(): void {
		this.currentSettings = this.options.settings;
		this.currentAccounts = accountsFor(this.options);
		this.faults.clear();
		this.calls.reset();
		this.listeners.reset();
		this.help.reset();
		this.requestLog.clear();
	}
}

/** Each account has its own data. */
function accountsFor({ accounts, seed, sizes }: StateOptions): Account[] {
	return accounts.map(({ label, values, acceptsUtf8 = false }, index) => ({
		label,
		values,
		headers: headersOf(values),
		acceptsUtf8,
		data: new AccountData(seed + index, sizes),
	}));
}
