import { mapRows } from '../../data/collection.mts';
import { momentText } from '../../data/dates.mts';
import type { FileLogEntry } from '../../data/files.mts';
import type { Behaviour, Call, Outcome } from '../call.mts';
import { notFound } from '../errorResponse.mts';
import { leaseOf } from './leases.mts';

export const fileBehaviours: Readonly<Record<string, Behaviour>> = {
	'get tiedostot': find,
	'get tiedostoloki/selaa/{}': browseLog,
	'post kohteet/liitteet/lisaa': addToProperty,
	'post sopimukset/{}/liitteet/lisaa': addToLease,
};

function find({ data, query }: Call): Outcome {
	const file = data.files.findByKey(query.text('tiedosto_id') ?? '');
	if (!file) throw notFound('Tiedostoa ei löydy.');
	return {
		record: {
			Key: file.key,
			FileName: file.name,
			Length: file.length,
			Timestamp: momentText(file.added),
			ContentType: file.contentType,
		},
	};
}

/** The document types in the path are unknown (EVIDENCE.md#documents): every type has the same log here. */
function browseLog({ data, path, query }: Call): Outcome {
	const found = data.files.browseLog(
		query.time('AikaleimaAlku') ?? 0,
		query.time('AikaleimaLoppu'),
		query.text('Liitetyyppi'),
	);
	const [documentType = null] = Object.values(path.all);
	return { rows: mapRows(found, (entry) => fileLogEntryModel(entry, documentType)) };
}

function fileLogEntryModel(entry: FileLogEntry, documentType: unknown): Record<string, unknown> {
	return {
		Id: entry.id,
		Aikaleima: momentText(entry.time),
		Tapahtumatyyppi: entry.eventType,
		LiiteId: entry.fileId,
		EntityId: entry.entityId,
		Tyyppi: documentType,
		Liitetyyppi: entry.attachmentKind,
		Tiedostonimi: entry.fileName,
	};
}

function addToProperty({ data, body, now }: Call): Outcome {
	return data.files.add({
		name: body.text('TiedostonNimi') ?? '',
		contentType: 'application/octet-stream',
		content: Buffer.from(body.text('Tiedostosisalto') ?? '', 'base64'),
		attachmentKind: 'Kohde',
		entityId: body.number('KohdeId') ?? 0,
		added: now,
		given: body.all,
	});
}

function addToLease(call: Call): Outcome {
	const { data, body, now } = call;
	return data.files.add({
		name: body.text('FileName') ?? '',
		contentType: body.text('ContentType') ?? 'application/octet-stream',
		content: Buffer.from(body.text('FileContent') ?? '', 'base64'),
		attachmentKind: 'Sopimus',
		entityId: leaseOf(call).id,
		added: now,
		given: body.all,
	});
}
