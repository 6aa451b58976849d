import { describe, expect, test } from '@jest/globals';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { ANOTHER, CONTRACTOR, useContractor, withSettings } from './contractor.mts';
import { useTemplateBench } from './templateBench.mts';

const ORDERS = 'contractor.example.com/api/orders';
const REPORTS = `${ORDERS}/reports`;
const TRIGGER = 'Every 15 Minutes';
const MORNING = 'Every Morning at Seven';
const RECEIVE = 'POST ilmoitukset/{ilmoitus_id}/vastaanota';

describe('templates/maintenance-export.json', () => {
	const bench = useTemplateBench();
	const contractor = useContractor(bench);

	const run = async (reports: object[] = [], trigger = TRIGGER, settings = {}) => {
		bench().systems.respondTo('GET', REPORTS, reports);
		const stored = await bench().import('maintenance-export', withSettings(settings));
		const again = async (later: object[] = [], by = trigger) => {
			bench().systems.respondTo('GET', REPORTS, later);
			const execution = await bench().run(stored, by);
			expect(execution).toMatchObject({ status: 'success', error: undefined });
			return execution;
		};
		return { first: await again(reports), again };
	};

	describe('out', () => {
		test("sends each of the contractor's open requests once, receives it and tells the resident", async () => {
			const { first, again } = await run();
			const open = itemsOf(first, 'Open Service Requests').map(({ json }) => json);
			expect(open.length).toBeGreaterThan(0);
			expect(new Set(open.map((json) => json.TyonsuorittajaYritysNimi))).toEqual(
				new Set([CONTRACTOR]),
			);
			const sent = bench().systems.arrivedAt('POST', ORDERS);
			expect(sent).toHaveLength(open.length);
			expect(sent[0]).toEqual({
				reference: open[0]?.Id,
				title: open[0]?.['TyötehtävänOtsikko'],
				description: open[0]?.['TyötehtävänKuvaus'],
				urgency: open[0]?.Kiireellisyys,
				building: open[0]?.['Kiinteistö'],
				unit: open[0]?.Huoneisto,
				latest: open[0]?.['SuoritusaikaViimeistään'],
			});
			expect((await contractor.changes()).map(({ operation, id }) => [operation, id])).toEqual(
				open.map(({ Id }) => [RECEIVE, Id]),
			);
			const told = open.filter((json) => json.IlmoittajanTurvakielto === false);
			expect(bench().mails).toEqual(
				told.map((json) => ({
					to: [json['IlmoittajanSähköposti']],
					subject: `Ilmoituksenne on välitetty huoltoyhtiölle: ${String(json['TyötehtävänOtsikko'])}`,
					text: expect.stringContaining('on välitetty huoltoyhtiölle.'),
				})),
			);

			expect((await again()).nodes).not.toHaveProperty(['Find the Contractor']);
			expect(bench().systems.arrivedAt('POST', ORDERS)).toHaveLength(open.length);
			expect(await contractor.changes()).toHaveLength(open.length);
		});

		test('touches no request of another contractor', async () => {
			const id = await contractor.newRequest('Toisen työ', { of: ANOTHER });
			const reports = ['begun', 'waiting', 'done'].map((state) => ({ reference: id, state }));
			await run(reports);
			expect((await contractor.changes()).filter((change) => change.id === id)).toEqual([]);
			expect(bench().systems.arrivedAt('POST', `${ORDERS}/${id}/confirmed`)).toEqual([]);
			expect(bench().systems.arrivedAt('POST', ORDERS)).not.toContainEqual(
				expect.objectContaining({ reference: id }),
			);
			expect((await bench().mailAbout(`Ilmoitus ${id}: `)).text).toContain(
				`Ilmoituksen suorittaja on ${ANOTHER}.`,
			);
		});

		test('leaves open what the contractor refuses, and tells a person once', async () => {
			bench().systems.respondTo('POST', ORDERS, { message: 'no' }, 422);
			const id = await contractor.newRequest('Hana vuotaa');
			const { again } = await run();
			await again();
			expect(await contractor.changes()).toEqual([]);
			const about = bench().mails.filter(({ subject }) => subject.includes(String(id)));
			expect(about).toMatchObject([{ subject: `Ilmoitus ${id} jäi avoimeksi` }]);
		});

		test('receives what Tampuuri refused in the next run, without a second order', async () => {
			await bench().refuse('ilmoitukset/{ilmoitus_id}/vastaanota', 409, 1);
			const { first, again } = await run();
			const open = itemsOf(first, "This Contractor's").map(({ json }) => json);
			expect(await contractor.changes()).toHaveLength(open.length - 1);
			expect((await bench().mailAbout('jäi avoimeksi')).text).toContain('Juuri nyt ei käy.');
			await again();
			expect(await contractor.changes()).toHaveLength(open.length);
			expect(bench().systems.arrivedAt('POST', ORDERS)).toHaveLength(open.length);
		});
	});

	describe('when a request is received as work begins', () => {
		const settings = { receivedWhen: 'begun' };

		test('sends it once, and receives it when the contractor says so', async () => {
			const { first, again } = await run([], TRIGGER, settings);
			const [open] = itemsOf(first, "This Contractor's");
			expect(await contractor.changes()).toEqual([]);
			expect(bench().mails).toEqual([]);
			const sent = bench().systems.arrivedAt('POST', ORDERS).length;

			const reference = open?.json.Id;
			const report = { reference, state: 'begun', comment: 'Tulemme tänään.' };
			await again([report]);
			await again([report]);
			expect(await contractor.changes()).toEqual([
				{ operation: RECEIVE, id: reference, body: { Kommentti: 'Tulemme tänään.' } },
			]);
			expect(bench().systems.arrivedAt('POST', ORDERS)).toHaveLength(sent);
		});
	});

	describe('back', () => {
		test('puts on hold with the comment, which the resident gets', async () => {
			const id = await contractor.newRequest('Hana vuotaa', { state: 'vastaanota' });
			const waiting = { reference: id, state: 'waiting', comment: 'Odotamme varaosaa.' };
			const { again } = await run([waiting]);
			await again([waiting]);
			expect(await contractor.changesOf(id)).toEqual([
				{
					operation: 'POST ilmoitukset/{ilmoitus_id}/odotukseen',
					body: { Kommentti: 'Odotamme varaosaa.' },
				},
			]);
			expect(await bench().mailAbout('Ilmoituksenne odottaa: Hana vuotaa')).toMatchObject({
				to: [contractor.resident().email],
				text: expect.stringContaining('Odotamme varaosaa.'),
			});
			expect(bench().mails.filter(({ subject }) => subject.includes('jäi viemättä'))).toEqual([]);
		});

		test('never writes to a resident under non-disclosure', async () => {
			const id = await contractor.newRequest('Hana vuotaa', {
				state: 'vastaanota',
				isProtected: true,
			});
			await run([{ reference: id, state: 'done', comment: 'Valmista.' }]);
			expect(await contractor.changesOf(id)).toHaveLength(1);
			expect(bench().mails.filter(({ subject }) => subject.includes('Hana vuotaa'))).toEqual([]);
		});

		test('marks done, and confirms and tells', async () => {
			const id = await contractor.newRequest('Hana vuotaa', { state: 'vastaanota' });
			const done = { reference: id, state: 'done', comment: 'Tiiviste vaihdettu.' };
			const { again } = await run([
				done,
				{ reference: 999, state: 'done', comment: 'Ei ole olemassa.' },
			]);
			await again([done]);
			expect(await contractor.changesOf(id)).toEqual([
				{
					operation: 'POST ilmoitukset/{ilmoitus_id}/kuittaatehdyksi',
					body: { Kommentti: 'Tiiviste vaihdettu.' },
				},
			]);
			expect(bench().systems.arrivedAt('POST', `${ORDERS}/${id}/confirmed`)).toHaveLength(2);
			expect(bench().systems.arrivedAt('POST', `${ORDERS}/999/confirmed`)).toEqual([]);
			expect((await bench().mailAbout('Ilmoituksenne on tehty: Hana vuotaa')).text).toContain(
				'Tiiviste vaihdettu.',
			);
			expect((await bench().mailAbout('Ilmoitus 999')).text).toContain('999');
		});

		test('waits for the follow-ups before the original is done', async () => {
			const id = await contractor.newRequest('Hana vuotaa', { state: 'vastaanota' });
			const followUp = {
				reference: 'X-1',
				title: 'Putki uusittava',
				description: 'Keittiön putki.',
			};
			const more = { reference: id, state: 'followUp', comment: 'Putki on poikki.', followUp };
			const done = { reference: id, state: 'done', comment: 'Valmista tuli.' };
			const { again } = await run([more]);
			expect((await again([more, done])).nodes).not.toHaveProperty(['Create Follow-Up']);

			const made = await contractor.followUpsOf(id);
			expect(made).toMatchObject([{ body: { ParentId: id, Otsikko: 'Putki uusittava' } }]);
			expect(await contractor.stateOf(id)).toBe('odottaa');
			expect((await bench().mailAbout('Jatkotyö odottaa tekijää: Putki uusittava')).to).toEqual([
				'isannointi@example.com',
			]);
			expect(bench().systems.arrivedAt('POST', `${ORDERS}/${id}/confirmed`).length).toBe(3);

			await again([], MORNING);
			expect(await contractor.stateOf(id)).toBe('odottaa');
			await contractor.finishFollowUpsOf(id);
			await again([], MORNING);
			expect(await contractor.stateOf(id)).toBe('tehty');
			expect((await bench().mailAbout('Ilmoituksenne on tehty: Hana vuotaa')).text).toContain(
				'Valmista tuli.',
			);
			const changes = (await contractor.changes()).length;
			await again([], MORNING);
			expect(await contractor.changes()).toHaveLength(changes);
		});
	});
});
