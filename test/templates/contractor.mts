import { randomUUID } from 'node:crypto';
import { parseWorkflow, type Workflow } from '../../demo/n8nClient.mts';
import type { TemplateBench } from './templateBench.mts';

export const CONTRACTOR = 'Huoltopalvelu Mäntykäpy Oy';
export const ANOTHER = 'Putkityö Vesiläikkä Oy';

const CREATE = 'POST ilmoitukset/lisaa';
const PERSONS_LOOKED_AT = 200;

interface ServiceRequestRow {
	Id: number;
	ParentId: number | null;
	Tila: string;
	TyonsuorittajaYritysId: number;
	TyonsuorittajaYritysNimi: string;
}

interface NewRequest {
	of?: string;
	/** The operation that has been done to it. */
	state?: 'vastaanota' | 'odotukseen';
	isProtected?: boolean;
}

const TABLE = 'tampuuri_contractor_orders';

/**
 * A maintenance template with a Data Table of its own, because n8n keeps tables longer than a test, and
 * with other values in its step "Your Settings", as a person would enter them. No table's name may
 * contain another's: n8n takes the first table whose name contains the one it looks for.
 */
export function withSettings(settings: Readonly<Record<string, string>> = {}) {
	const table = `${TABLE}_${randomUUID()}`;
	return (workflow: Workflow): Workflow => {
		const changed = JSON.stringify(workflow, (_key, value) =>
			value !== null && typeof value === 'object' && value.name in settings && 'value' in value
				? { ...value, value: settings[value.name] }
				: value,
		);
		return parseWorkflow(changed.replaceAll(TABLE, table));
	};
}

/** What contractors and residents do in the bench's Tampuuri, and what became of it. */
export function useContractor(bench: () => TemplateBench) {
	const rows = async (filter: object = {}): Promise<ServiceRequestRow[]> => {
		const { data } = await bench().tampuuri.post<{ Items: ServiceRequestRow[] }>(
			'ilmoitukset/selaa',
			{ ...filter, Limit: 250 },
		);
		return data.Items;
	};
	/** Any service request of the contractor in that state, or in any. */
	const requestOf = async (contractor: string, state?: string) => {
		const found = (await rows(state === undefined ? {} : { Tila: state })).find(
			(row) => row.TyonsuorittajaYritysNimi === contractor,
		);
		if (found === undefined) throw new Error(`${contractor} has no such service request`);
		return found;
	};
	/** The first person with, or without, a non-disclosure order. */
	const resident = (isProtected = false) => {
		const { parties } = bench().simulator.data;
		for (let index = 0; index < PERSONS_LOOKED_AT; index += 1) {
			const person = parties.personAt(index);
			if (person.nonDisclosure === isProtected && person.email !== '') return person;
		}
		throw new Error('The simulator has no such person');
	};
	const act = async (id: number, operation: string) =>
		void (await bench().tampuuri.post(`ilmoitukset/${id}/${operation}`, {}));

	/** What templates changed; how the requests of a test came to be is left out. */
	const changes = async () =>
		(await bench().writes())
			.filter(({ operation, body }) => operation !== CREATE && body.Kommentti !== undefined)
			.map(({ operation, path, body }) => ({
				operation,
				id: Number(Object.values(path)[0]),
				body,
			}));

	return {
		requestOf,
		changes,
		resident,
		changesOf: async (id: number) =>
			(await changes())
				.filter((change) => change.id === id)
				.map(({ operation, body }) => ({ operation, body })),
		followUpsOf: async (id: number) =>
			(await bench().writes()).filter(
				({ operation, body }) => operation === CREATE && body.ParentId === id,
			),
		stateOf: async (id: number) =>
			(await bench().tampuuri.get<ServiceRequestRow>(`ilmoitukset/${id}`)).data.Tila,
		finishFollowUpsOf: async (id: number) => {
			for (const { Id } of await rows({ ParentId: id })) {
				await act(Id, 'vastaanota');
				await act(Id, 'kuittaatehdyksi');
			}
		},
		newRequest: async (title: string, { of = CONTRACTOR, state, isProtected }: NewRequest = {}) => {
			const { data } = await bench().tampuuri.post<{ Id: number }>('ilmoitukset/lisaa', {
				TyonsuorittajaId: (await requestOf(of)).TyonsuorittajaYritysId,
				KustannuspaikkaId: 1000001,
				Otsikko: title,
				TyotehtavanKuvaus: `${title}, ÄÖ`,
				Kiireellisyys: 'Heti',
				Ilmoittaja: { OsapuoliId: resident(isProtected).id },
			});
			if (state !== undefined) await act(data.Id, state);
			return data.Id;
		},
	};
}
