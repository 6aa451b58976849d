import type { IDataObject } from 'n8n-workflow';
import { accountListOf } from '../../shared/profile/listOperation';
import { CallFailed, InvalidInput } from '../../shared/errors/failure';
import { isObject, plainText, propertyOf } from '../../shared/foreignValues';
import type { ItemParameters } from '../../shared/call/parameters';
import { neededList, typeReader, type ListedRow } from '../../shared/call/records';
import { doOnce } from '../../shared/call/once';
import { runCall, type ItemRun } from '../../shared/call/runCall';
import { idOf, isTrue, validId } from '../../shared/call/values';
import type { RunReads } from './composite';
import { registerOf } from '../../shared/names/registers';

/** Levels of the tree that are looked at: more are a loop. */
const DEEPEST = 20;

/** Items of a run from which on reading the whole list is cheaper than property by property. */
const MANY_ITEMS = 20;

/** A property with its place in the tree. */
interface Place {
	readonly id: number;
	readonly name: string;
	readonly type?: string;
	readonly parent?: number;
	readonly row: IDataObject;
}

function itemOf({ id, name, type, parent, row }: Place, level: number): IDataObject {
	return {
		...row,
		Id: id,
		Name: name,
		Type: type ?? null,
		Level: level,
		ParentId: parent ?? null,
	};
}

function warn({ hints }: ItemRun, message: string): void {
	hints.push({ message, type: 'warning', location: 'outputPane' });
}

function chosen({ path }: ItemParameters): number {
	return idOf({ label: 'Property (Kohde)' }, path['kohde-id']);
}

function placesIn(records: readonly ListedRow[]): Place[] {
	const typeOf = typeReader();
	return records.map(({ id, labels, parent, row }) => ({
		id,
		name: labels.join(', '),
		type: typeOf(row),
		parent,
		row,
	}));
}

/** The places of an account's list by ID, read once for all items. */
async function listedPlaces(
	record: 'property' | 'unit',
	run: ItemRun,
	{ options }: ItemParameters,
): Promise<ReadonlyMap<number, Place>> {
	const { result } = await doOnce(run.shared, `places ${record}`, async () => {
		const { records } = await registerOf(record, run, options);
		return new Map(placesIn(records).map((place) => [place.id, place]));
	});
	return result;
}

/** Reads one property, once for all items. */
async function readPlace(id: number, run: ItemRun, parameters: ItemParameters): Promise<Place> {
	const { operation } = parameters;
	const [step] = 'steps' in operation ? operation.steps : [];
	if (step === undefined) throw new Error('A path is read by the operation for one property');
	const { result } = await doOnce(run.shared, `property ${id}`, async () => {
		const rows: IDataObject[] = [];
		const call = { ...parameters, operation: step, path: { 'kohde-id': id }, recordIds: {} };
		await runCall(call, run, (row) => rows.push(row));
		return rows[0] ?? {};
	});
	const name = plainText(propertyOf(result, 'Nimi')) || plainText(propertyOf(result, 'Tunnus'));
	const type = plainText(propertyOf(result, 'Metaname')) || undefined;
	return { id, name, type, parent: validId(propertyOf(result, 'ParentId')), row: result };
}

/** How the properties of a path are found: in the list where that costs less, else one by one. */
async function placeReader(
	run: ItemRun,
	parameters: ItemParameters,
): Promise<(id: number) => Promise<Place>> {
	const { list } = accountListOf(run.profile, 'property') ?? {};
	const isRead = run.shared.has('register property');
	const isCheaper = isRead || run.context.getInputData().length > MANY_ITEMS;
	const listed =
		list?.parent !== undefined && isCheaper
			? await listedPlaces('property', run, parameters)
			: new Map<number, Place>();
	return async (id) => listed.get(id) ?? (await readPlace(id, run, parameters));
}

/**
 * A property and what it is part of, upwards. A parent that can't be read ends the path with a hint.
 *
 * @throws InvalidInput for an ID that can't be one, CallFailed if the property itself can't be read
 */
export const getPath: RunReads = async (parameters, run) => {
	const read = await placeReader(run, parameters);
	const path: Place[] = [];
	const seen = new Set<number>();
	for (let next: number | undefined = chosen(parameters); next !== undefined; ) {
		const id: number = next;
		if (seen.has(id) || path.length >= DEEPEST) {
			warn(run, `Property ${id} is part of itself, so its path ends there`);
			break;
		}
		seen.add(id);
		const place: Place | undefined = await read(id).catch((error: unknown) => {
			const isMissing = error instanceof CallFailed && error.isRefusedWith(403, 404);
			if (path.length === 0 || !isMissing) throw error;
			warn(run, `Property ${id} can't be read, so the path ends below it`);
			return undefined;
		});
		if (place === undefined) break;
		path.push(place);
		next = place.parent;
	}
	const [first] = path;
	if (
		path.length === 1 &&
		isObject(first?.row) &&
		propertyOf(first.row, 'ParentId') === undefined
	) {
		warn(
			run,
			'Tampuuri does not say what the property is part of. Account → Check finds out under which name it does.',
		);
	}
	return path.map(itemOf);
};

/** What is right below each property. */
type Children = ReadonlyMap<number, readonly Place[]>;

/** The children of all properties, made once for all items. */
async function childrenIn(
	lists: string,
	run: ItemRun,
	read: () => Promise<ReadonlyMap<number, Place>>,
): Promise<Children> {
	const { result } = await doOnce(run.shared, `children ${lists}`, async () => {
		const children = new Map<number, Place[]>();
		for (const place of (await read()).values()) {
			if (place.parent === undefined) continue;
			const siblings = children.get(place.parent) ?? [];
			siblings.push(place);
			children.set(place.parent, siblings);
		}
		return children;
	});
	return result;
}

function below(
	id: number,
	children: Children,
	levels: number,
): Array<{ place: Place; level: number }> {
	const found: Array<{ place: Place; level: number }> = [];
	const seen = new Set([id]);
	let above = [id];
	for (let level = 1; level <= levels && above.length > 0; level++) {
		const next = above
			.flatMap((parent) => children.get(parent) ?? [])
			.filter((place) => !seen.has(place.id));
		for (const place of next) {
			seen.add(place.id);
			found.push({ place, level });
		}
		above = next.map((place) => place.id);
	}
	return found;
}

/** The list of units, for what the list of properties does not have. */
async function withUnits(
	places: ReadonlyMap<number, Place>,
	run: ItemRun,
	parameters: ItemParameters,
): Promise<ReadonlyMap<number, Place>> {
	const { lists } = run.profile ?? {};
	if (lists?.property === undefined || lists.unit?.parent === undefined) return places;
	const units = await listedPlaces('unit', run, parameters);
	return new Map([...units, ...places]);
}

/**
 * What is part of a property, by the account's list, read once for all items.
 *
 * @throws InvalidInput if the account's profile has no list, or one that does not tell parents
 */
export const getChildren: RunReads = async (parameters, run) => {
	const id = chosen(parameters);
	const { record, list } = neededList(run.profile, 'property');
	if (list.parent === undefined) {
		throw new InvalidInput(
			`The rows of ${list.operation} do not say what a property is part of`,
			'If they do, add the name under lists → property → parent in the credential, field Account Profile.',
		);
	}
	const all = isTrue(parameters.values.allLevels);
	const levels = all ? DEEPEST : 1;
	const kind = record === 'unit' ? 'unit' : 'property';
	const places = async () => await listedPlaces(kind, run, parameters);
	let found = below(id, await childrenIn(kind, run, places), levels);
	if (all || found.length === 0) {
		const both = async () => await withUnits(await places(), run, parameters);
		found = below(id, await childrenIn('with units', run, both), levels);
	}
	return found.map(({ place, level }) => itemOf(place, level));
};
