import { createServer, type Server, type Socket } from 'node:net';

export interface Mail {
	subject: string;
	/** Decoded text of the whole mail. */
	body: string;
}

/** A mail server on this machine that keeps what it gets: as much of SMTP (RFC 5321) as n8n's Send Email speaks. */
export class Mailbox {
	readonly mails: Mail[] = [];
	private readonly server: Server;

	private constructor() {
		this.server = createServer((socket) => this.receive(socket));
	}

	static async open(): Promise<Mailbox> {
		const mailbox = new Mailbox();
		await new Promise<void>((resolve) => mailbox.server.listen(0, '127.0.0.1', resolve));
		return mailbox;
	}

	get port(): number {
		const address = this.server.address();
		return typeof address === 'object' && address ? address.port : 0;
	}

	async close(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}

	private receive(socket: Socket): void {
		let received = '';
		let isData = false;
		const say = (line: string) => socket.write(`${line}\r\n`);
		say('220 mailbox');
		socket.on('error', () => socket.destroy());
		socket.on('data', (chunk) => {
			received += chunk.toString('latin1');
			if (isData && received.endsWith('\r\n.\r\n')) {
				this.mails.push(readMail(received));
				isData = false;
				received = '';
				say('250 kept');
			} else if (!isData && received.endsWith('\r\n')) {
				const command = received.slice(0, 4).toUpperCase();
				received = '';
				isData = command === 'DATA';
				say(isData ? '354 go on' : command === 'QUIT' ? '221 bye' : '250 fine');
			}
		});
	}
}

function readMail(raw: string): Mail {
	const headersEnd = raw.indexOf('\r\n\r\n');
	const headers = raw.slice(0, headersEnd).replace(/\r\n[ \t]+/g, ' ');
	const body = raw.slice(headersEnd);
	const subject = decodedWords(/^Subject: (.*)$/im.exec(headers)?.[1] ?? '');
	const isBase64 = /^Content-Transfer-Encoding: base64/im.test(headers);
	return {
		subject,
		body: isBase64 ? Buffer.from(body, 'base64').toString() : fromQuotedPrintable(body),
	};
}

/** A header's encoded words (RFC 2047), in base64 or quoted-printable; blanks between two of them are none. */
function decodedWords(text: string): string {
	return text
		.replace(/\?=\s+=\?/g, '?==?')
		.replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_match, form: string, content: string) =>
			form.toUpperCase() === 'B'
				? Buffer.from(content, 'base64').toString()
				: fromQuotedPrintable(content.replaceAll('_', ' ')),
		);
}

function fromQuotedPrintable(text: string): string {
	const bytes = text
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_match, code: string) => String.fromCharCode(parseInt(code, 16)));
	return Buffer.from(bytes, 'latin1').toString();
}
