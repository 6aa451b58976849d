import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { LOOPBACK } from '../simulator/loopback.mts';

const USER = 'n8n';
const PASSWORD = 'only-on-this-machine';

/** A file of a mail. */
interface ReceivedFile {
	name: string;
	contentType: string;
	content: Buffer;
}

/** A mail as its reader sees it. */
export interface ReceivedMail {
	receivedAt: Date;
	from: string;
	to: string[];
	subject: string;
	/** Without the HTML, if it has only that. */
	text: string;
	/** Empty in a mail of plain text. */
	html: string;
	attachments: ReceivedFile[];
}

/** A real SMTP server on this machine only. It delivers nothing: it keeps what it gets. */
export class Mailbox {
	/** Oldest first. */
	readonly mails: ReceivedMail[] = [];
	/** What the server says instead of taking a mail, while it is set. */
	refusal: string | undefined;
	private readonly server: SMTPServer;

	private constructor() {
		this.server = new SMTPServer({
			// It has no certificate.
			disabledCommands: ['STARTTLS'],
			allowInsecureAuth: true,
			onAuth: ({ username, password }, _session, done) =>
				username === USER && password === PASSWORD
					? done(null, { user: USER })
					: done(new Error('Wrong user or password')),
			onMailFrom: (_address, _session, done) =>
				done(this.refusal === undefined ? null : new Error(this.refusal)),
			onData: (stream, _session, done) => {
				simpleParser(stream).then((mail) => {
					this.mails.push(received(mail));
					done();
				}, done);
			},
		});
		// n8n leaves connections open; an end without good-bye is no failure.
		this.server.on('error', () => {});
	}

	/** @param port 0, the default, takes any free port */
	static async start(port = 0): Promise<Mailbox> {
		const mailbox = new Mailbox();
		await new Promise<void>((resolve, reject) => {
			mailbox.server.server.once('error', reject);
			mailbox.server.listen(port, LOOPBACK, resolve);
		});
		return mailbox;
	}

	get port(): number {
		const address = this.server.server.address();
		return typeof address === 'object' && address ? address.port : 0;
	}

	/** The credential that n8n's Send Email takes. */
	get credential() {
		return {
			type: 'smtp',
			data: {
				user: USER,
				password: PASSWORD,
				host: LOOPBACK,
				port: this.port,
				secure: false,
				disableStartTls: true,
				hostName: '',
			},
		};
	}

	async stop(): Promise<void> {
		await new Promise<void>((resolve) => this.server.close(resolve));
	}
}

function received(mail: ParsedMail): ReceivedMail {
	return {
		receivedAt: new Date(),
		from: addressesOf(mail.from).join(', '),
		to: addressesOf(mail.to),
		subject: mail.subject ?? '',
		text: (mail.text ?? '').trimEnd(),
		html: mail.html || '',
		attachments: mail.attachments.map(({ filename = '', contentType, content }) => ({
			name: filename,
			contentType,
			content,
		})),
	};
}

function addressesOf(header: AddressObject | AddressObject[] = []): string[] {
	return [header].flat().flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));
}
