import type { IDataObject } from 'n8n-workflow';
import { catalogue, operationsOf } from '../../../../dist/nodes/shared/catalogue/index.js';
import type { PageField } from '../../../../dist/nodes/shared/helpSite/pages/types.js';
import type { Ask } from '../../../../dist/nodes/shared/profile/ask.js';
import type { HelpReader } from '../../../../dist/nodes/shared/profile/helpEvidence.js';
import type { Random } from './speller.mts';

const ROWS = catalogue.flatMap(operationsOf);

/** Of the values of records: how many are null, and whether days are written alone. */
export interface Habits {
	readonly nulls: number;
	readonly areDaysAlone: boolean;
}

const VALUES: Readonly<Record<string, (habits: Habits) => IDataObject[string]>> = {
	integer: () => 7,
	'decimal number': () => 7.5,
	boolean: () => true,
	date: ({ areDaysAlone }) => (areDaysAlone ? '2026-11-05' : '2026-11-05T00:00:00'),
};

/** Responds to reads with records that have what the pages of a dialect show. */
export class Records {
	calls = 0;
	private readonly reader: HelpReader;
	private readonly random: Random;
	private readonly habits: Habits;

	constructor(reader: HelpReader, random: Random, habits: Habits) {
		this.reader = reader;
		this.random = random;
		this.habits = habits;
	}

	readonly ask: Ask = async ({ method, path }) => {
		this.calls++;
		const row = ROWS.find(
			(one) =>
				one.method === method &&
				new RegExp(`^${one.path.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
		);
		const page = row && (await this.reader.operation(row).catch(() => undefined));
		if (page?.response === undefined) return { failed: 'it is not there (404)' };
		const { type } = page.response;
		const fields = await this.rowFields(page.response.fields, type.kind === 'model');
		const rows = [await this.record(fields), await this.record(fields)];
		const isRecord = row?.response.kind === 'record';
		return isRecord ? { rows: rows.slice(0, 1), isRecord } : { rows, total: 9, isRecord };
	};

	/** The fields of a row, also where the page shows an envelope around them. */
	private async rowFields(
		fields: readonly PageField[],
		mayBePage: boolean,
	): Promise<readonly PageField[]> {
		const list = fields.find(({ type }) => type.kind === 'collection' && type.of.kind === 'model');
		const isPage = mayBePage && fields.length <= 2 && list !== undefined;
		if (!isPage || list.type.kind !== 'collection' || list.type.of.kind !== 'model') return fields;
		const model = await this.reader.model(list.type.of.name);
		return model.kind === 'object' ? model.fields : fields;
	}

	private async record(fields: readonly PageField[]): Promise<IDataObject> {
		const record: IDataObject = {};
		for (const { name, type } of fields) record[name] = await this.value(name, type);
		return record;
	}

	private async value(name: string, type: PageField['type']): Promise<IDataObject[string]> {
		if (name !== 'Id' && this.random() < this.habits.nulls) return null;
		if (type.kind === 'collection') return [];
		if (type.kind === 'simple') return VALUES[type.name]?.(this.habits) ?? 'teksti';
		if (type.kind !== 'model') return null;
		const model = await this.reader.model(type.name);
		return model.kind === 'object' ? await this.record(model.fields) : 'teksti';
	}
}
