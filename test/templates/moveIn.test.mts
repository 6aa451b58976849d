import { afterEach, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { parseWorkflow } from '../../demo/n8nClient.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { approve } from '../mail/decide.mts';
import { mailsOf, SimulatorPages } from './simulatorPages.mts';
import { useTemplateBench, type Listening } from './templateBench.mts';

const ASKED = 'Lähetetäänkö tervetuliaisviesti: ';
const CHECKLIST = 'Muutto: ';
const PARTIES = 'osapuolitiedot/osapuolet/hae';

let tables = 0;

describe('templates/move-in.json', () => {
	const bench = useTemplateBench({ allowedCalls: 'readsOnly' });
	const pages = () => new SimulatorPages(bench().controlUrl);

	afterEach(async () => {
		expect(await bench().writes()).toEqual([]);
	});

	/** A person with an address who may be mailed, and a unit. */
	const tenant = (index: number, changes: { email?: string; nonDisclosure?: boolean } = {}) => {
		const { parties } = bench().simulator.data;
		const party = { ...parties.personAt(index), nonDisclosure: false, ...changes };
		parties.replace(party);
		return party;
	};
	const unit = () => bench().simulator.data.properties.unitAt(12);

	const listening = async (): Promise<Listening> => {
		const table = `move_ins_${Date.now()}_${(tables += 1)}`;
		return await bench().listen('move-in', (workflow) => ({
			...parseWorkflow(JSON.stringify(workflow).replaceAll('tampuuri_move_ins', table)),
			settings: { executionOrder: 'v1' },
		}));
	};
	const link = (
		party: number,
		property: number | null = unit().id,
		Action = 'OsapuoliKohdeUusi',
	) => ({
		Action,
		Account: 'Asunto Oy Testipiha',
		ReferenceId: party,
		ReferenceSecondaryId: property,
		Timestamp: '2026-11-05T10:00:00+02:00',
	});
	const bundle = (...links: object[]) => ({ Id: `${Date.now()}`, Notifications: links });
	/** Some of what a delivery starts waits for a person, so its end is not waited for. */
	const deliver = async ({ address }: Listening, event: object) =>
		void (await axios.post(address, event));
	/** Waits until nothing of a workflow runs any more, or it only waits for a person. */
	const settled = async ({ stored: { id } }: Listening, count: number) =>
		await waitUntil(
			`${count} executions that run no more`,
			async () => {
				const all = await bench().client.executions(id);
				return all.length >= count && all.every(({ status }) => !/^(new|running)$/.test(status));
			},
			{ limitMs: 60_000 },
		);
	const subjects = () => bench().mails.map(({ subject }) => subject);

	test('mails one checklist for two tenants, and welcomes whom the office approves, once', async () => {
		const flow = await listening();
		const [one, other] = [tenant(0), tenant(1)];
		const before = await pages().calls();
		const event = bundle(link(one.id), link(other.id), link(one.id));
		await deliver(flow, event);
		await mailsOf(bench(), 3);
		await settled(flow, 3);
		expect(subjects().toSorted()).toEqual([
			...[one, other].map(() => `${ASKED}${unit().name}`),
			`${CHECKLIST}${unit().name}`,
		]);
		// Party, unit and contact details of each, then keys and meters of the unit.
		expect((await pages().calls()) - before).toBe(8);
		const { text } = await bench().mailAbout(CHECKLIST);
		expect(text).toMatch(
			/^Kohde \d+, osapuoli \d+\n\nLuovutettavat avaimet:\n(\[ \] \d+, .+\n)+\nLuettavat mittarit:\n(\[ \] \d+, .+\n?)+$/,
		);
		expect(text).not.toContain(one.name);

		const asked = bench().mailbox.mails.filter(({ subject }) => subject.startsWith(ASKED));
		const about = (email: string) => {
			const mail = asked.find(({ html }) => html.includes(email));
			if (mail === undefined) throw new Error(`No mail names ${email}`);
			return mail;
		};
		await approve(about(other.email), false);
		await approve(about(one.email), true);
		const welcome = await bench().mailAbout('Tervetuloa uuteen kotiin');
		expect(welcome.to).toEqual([one.email]);
		expect(welcome.text).toContain(`Hei ${one.name},`);
		await deliver(flow, { ...event, Id: 'again', Attempts: 2 });
		// An account may tell of a link once more by an event that differs.
		const later = { ...link(one.id), Timestamp: '2026-11-06T10:00:00+02:00' };
		await deliver(flow, bundle(later));
		await settled(flow, 4);
		expect(bench().mails).toHaveLength(4);
	});

	test.each([true, null])('mails nobody whose non-disclosure is %s', async (Turvakielto) => {
		const flow = await listening();
		const person = tenant(2);
		await pages().answerWith(PARTIES, [
			{ Id: person.id, YritysId: null, Nimi: person.name, Turvakielto },
		]);
		await deliver(flow, bundle(link(person.id)));
		await mailsOf(bench(), 2);
		await settled(flow, 2);
		expect(subjects().toSorted()).toEqual([
			`${CHECKLIST}${unit().name}`,
			`Tervetuliaisviesti jäi lähettämättä: ${unit().name}`,
		]);
		expect(JSON.stringify(bench().mails)).not.toContain(person.name);
		expect(JSON.stringify(bench().mails)).not.toContain(person.email);
	});

	test('asks the office to welcome whoever has no mail address, or is not known any more', async () => {
		const flow = await listening();
		const person = tenant(3, { email: '' });
		await deliver(flow, bundle(link(person.id), link(2999999)));
		await mailsOf(bench(), 3);
		await settled(flow, 3);
		const texts = bench().mails.filter(({ subject }) => subject.startsWith('Tervetuliaisviesti'));
		expect(texts.map(({ text }) => text).toSorted()).toEqual([
			`Osapuoli ${person.id}, kohde ${unit().id}\n\nSähköpostiosoitetta ei ole Tampuurissa. Toivota tervetulleeksi itse.`,
			`Osapuoli 2999999, kohde ${unit().id}\n\nHenkilöllä on turvakielto, tai siitä ei ole tietoa. Toivota tervetulleeksi itse.`,
		]);
	});

	test('says what it could not read, and does the rest', async () => {
		await bench().refuse('esimerkki/avaimet/selaa', 400);
		const flow = await listening();
		const person = tenant(4, { email: '' });
		await deliver(flow, bundle(link(person.id), link(person.id, null)));
		const { text } = await bench().mailAbout(CHECKLIST);
		expect(text).toContain('Ei saatu: ');
		expect(text).toContain('Juuri nyt ei käy.');
		const failed = await bench().mailAbout('Muutto jäi käsittelemättä');
		expect(failed.subject).toBe(`Muutto jäi käsittelemättä: osapuoli ${person.id}, kohde `);
		await settled(flow, 3);
	});

	test('mails nobody when Tampuuri does not tell of the person', async () => {
		await bench().refuse(PARTIES, 400);
		const flow = await listening();
		await deliver(flow, bundle(link(tenant(5).id)));
		await mailsOf(bench(), 2);
		await settled(flow, 2);
		expect(subjects().toSorted()).toEqual([
			`${CHECKLIST}${unit().name}`,
			`Tervetuliaisviesti jäi lähettämättä: ${unit().name}`,
		]);
	});

	test('leaves companies, buildings and other events alone', async () => {
		const flow = await listening();
		const { parties, properties } = bench().simulator.data;
		const building = unit().parentId;
		const events = [
			link(parties.companyIdAt(0)),
			link(tenant(5).id, building),
			link(tenant(6).id, properties.at(0).id, 'kohdeosapuoliuusi'),
			link(tenant(7).id, unit().id, 'OsapuoliMuokkaa'),
		];
		await deliver(flow, bundle(...events));
		await settled(flow, 4);
		expect(bench().mails).toEqual([]);
	});
});
