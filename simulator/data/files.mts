import { Collection, type Rows } from './collection.mts';
import { MILLISECONDS_IN_DAY, REFERENCE_TIME } from './dates.mts';
import { bitsFor, FIRST_IDS, randomFor } from './seeding.mts';
import type { Properties } from './properties.mts';
import type { Sizes } from './sizes.mts';
import { FILE_NAMES } from './words.mts';

const DAYS_OF_LOG = 730;
/** Made-up names of event types and attachment kinds (EVIDENCE.md#documents). */
const EVENT_TYPES = ['Lisätty', 'Muokattu'] as const;
const ATTACHMENT_KINDS = ['Kohde', 'Sopimus', 'Dokumenttipankki'] as const;

export interface StoredFile {
	readonly id: number;
	/** Tiedostoavain, by which `GET tiedostot` finds the file. Guess: a GUID. */
	readonly key: string;
	readonly name: string;
	readonly contentType: string;
	readonly length: number;
	readonly added: number;
	/** Only for files added through the API; generated ones have no content. */
	readonly content?: Buffer;
	readonly given: Readonly<Record<string, unknown>>;
}

export interface FileLogEntry {
	readonly id: number;
	readonly time: number;
	readonly eventType: string;
	readonly fileId: number;
	readonly entityId: number | null;
	readonly attachmentKind: string;
	readonly fileName: string;
}

export interface NewFile {
	readonly name: string;
	readonly contentType: string;
	readonly content: Buffer;
	readonly attachmentKind: string;
	readonly entityId: number;
	readonly added: number;
	readonly given: Readonly<Record<string, unknown>>;
}

/** Files and their change log, oldest first. */
export class Files {
	readonly stored: Collection<StoredFile>;
	readonly log: Collection<FileLogEntry>;
	private readonly seed: number;
	private readonly entries: number;

	constructor(seed: number, sizes: Sizes, properties: Properties) {
		this.seed = seed;
		this.entries = sizes.fileLogEntries;
		this.stored = new Collection(FIRST_IDS.file, Math.ceil(sizes.fileLogEntries / 2), (index, id) =>
			this.file(index, id),
		);
		this.log = new Collection(FIRST_IDS.fileLogEntry, sizes.fileLogEntries, (position, id) => {
			const file = this.stored.at(Math.floor(position / 2));
			return {
				id,
				time: this.timeOf(position),
				eventType: EVENT_TYPES[position % 2] ?? EVENT_TYPES[0],
				fileId: file.id,
				entityId: properties.unitIdAt(position),
				attachmentKind: this.attachmentKindOf(position),
				fileName: file.name,
			};
		});
	}

	findByKey(key: string): StoredFile | undefined {
		const file = this.stored.find(Number.parseInt(key.slice(0, 8), 16));
		return file?.key === key.toLowerCase() ? file : undefined;
	}

	/** Log entries from a time on, optionally up to another time and of one attachment kind. */
	browseLog(from: number, to?: number, attachmentKind?: string): Rows<FileLogEntry> {
		const kind = attachmentKind?.toLowerCase();
		return this.log.where((position) => {
			const stored = this.log.storedAt(position);
			const time = stored?.time ?? this.timeOf(position);
			if (time < from || (to !== undefined && time > to)) return false;
			const entryKind = stored?.attachmentKind ?? this.attachmentKindOf(position);
			return kind === undefined || entryKind.toLowerCase() === kind;
		});
	}

	add(file: NewFile): StoredFile {
		const { name, contentType, content, added, given } = file;
		const stored = this.stored.add((id) => ({
			id,
			key: this.keyOf(id),
			name,
			contentType,
			content,
			length: content.length,
			added,
			given,
		}));
		this.log.add((id) => ({
			id,
			time: added,
			eventType: 'Lisätty',
			fileId: stored.id,
			entityId: file.entityId,
			attachmentKind: file.attachmentKind,
			fileName: name,
		}));
		return stored;
	}

	private timeOf(position: number): number {
		const share = (this.entries - position) / this.entries;
		return REFERENCE_TIME - Math.ceil(share * DAYS_OF_LOG * MILLISECONDS_IN_DAY);
	}

	private attachmentKindOf(position: number): string {
		const bits = bitsFor(this.seed, 'file', Math.floor(position / 2));
		return ATTACHMENT_KINDS[bits % ATTACHMENT_KINDS.length] ?? ATTACHMENT_KINDS[0];
	}

	private keyOf(id: number): string {
		const digits = [0, 1, 2, 3]
			.map((part) =>
				bitsFor(this.seed, 'file', id * 4 + part)
					.toString(16)
					.padStart(8, '0'),
			)
			.join('');
		const start = id.toString(16).padStart(8, '0');
		return `${start}-${digits.slice(0, 4)}-4${digits.slice(4, 7)}-8${digits.slice(7, 10)}-${digits.slice(10, 22)}`;
	}

	private file(index: number, id: number): StoredFile {
		const random = randomFor(this.seed, 'file', index);
		const name = random.pick(FILE_NAMES);
		return {
			id,
			key: this.keyOf(id),
			name,
			contentType: name.endsWith('.jpg') ? 'image/jpeg' : 'application/pdf',
			length: random.integer(4_000, 4_000_000),
			added: this.timeOf(index * 2),
			given: {},
		};
	}
}
