import { daysUntil, transferDeadline } from '../dates/lifecycle';
import { LIMITS } from '../api/messages';
import { isEmailAddress, readPhone, suggestPhone } from './contact';

export interface Order {
	environment: 'production' | 'test';
	customerId: string;
	customerName: string;
	contactName: string;
	contactEmail: string;
	contactPhone: string;
	/** When the transfer codes were sent, once they were. */
	codesSentAt?: Date;
}

interface Finding {
	field: keyof Order;
	message: string;
}

export interface OrderVerdict {
	valid: boolean;
	errors: Finding[];
	warnings: Finding[];
	/** The contact's number as the order form wants it. */
	contactPhone?: string;
	transferDeadline?: string;
	transferDaysLeft?: number;
}

/** Checks the fields of a certificate order before a person types them into the order form. */
export function validateOrder(order: Order, now: Date): OrderVerdict {
	const findings = [
		...customerFindings(order),
		...contactFindings(order),
		...phoneFindings(order.contactPhone),
		...deadlineFindings(order, now),
	];
	const errors = findings.filter(({ level }) => level === 'error').map(withoutLevel);
	const phone = readPhone(order.contactPhone);
	const deadline = order.codesSentAt && transferDeadline(order.codesSentAt);
	return {
		valid: errors.length === 0,
		errors,
		warnings: findings.filter(({ level }) => level === 'warning').map(withoutLevel),
		...(phone && { contactPhone: phone.international }),
		...(deadline && {
			transferDeadline: deadline.toISOString(),
			transferDaysLeft: daysUntil(deadline, now),
		}),
	};
}

/** Of a business ID's seven digits. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2];

type LevelledFinding = Finding & { level: 'error' | 'warning' };

function withoutLevel({ field, message }: LevelledFinding): Finding {
	return { field, message };
}

function error(field: keyof Order, message: string): LevelledFinding {
	return { level: 'error', field, message };
}

function warning(field: keyof Order, message: string): LevelledFinding {
	return { level: 'warning', field, message };
}

function customerFindings({ environment, customerId, customerName }: Order): LevelledFinding[] {
	const findings: LevelledFinding[] = [];
	const verdict = checkBusinessId(customerId);
	if (verdict === 'wrongForm') {
		findings.push(error('customerId', 'A business ID (Y-tunnus) is written 1234567-8.'));
	} else if (verdict === 'wrongCheckDigit') {
		// The artificial business IDs of the test environment do not follow the check digit.
		const finding = environment === 'production' ? error : warning;
		findings.push(
			finding('customerId', 'The last digit does not fit: check the business ID (Y-tunnus).'),
		);
	}
	if (customerName === '')
		findings.push(error('customerName', "The organisation's name is missing."));
	if ([...customerName].length > LIMITS.customerName) {
		findings.push(error('customerName', `At most ${LIMITS.customerName} characters.`));
	}
	return findings;
}

function contactFindings({ contactName, contactEmail }: Order): LevelledFinding[] {
	const findings: LevelledFinding[] = [];
	if (!/\S\s+\S/.test(contactName)) {
		findings.push(
			error(
				'contactName',
				'Name a person, first and last name, who will answer for the certificate.',
			),
		);
	}
	if (!isEmailAddress(contactEmail)) {
		findings.push(
			error('contactEmail', 'Write one plain e-mail address, such as terttu.testaaja@example.com.'),
		);
	} else if (/^(info|it|support|toimisto|asiakaspalvelu|palkat|noreply)@/i.test(contactEmail)) {
		findings.push(
			warning(
				'contactEmail',
				'A shared mailbox: the transfer codes and the renewal reminder are for one person.',
			),
		);
	}
	return findings;
}

function phoneFindings(contactPhone: string): LevelledFinding[] {
	const phone = readPhone(contactPhone);
	if (!phone) {
		const suggestion = suggestPhone(contactPhone);
		const hint = suggestion ? ` Did you mean ${suggestion}?` : '';
		return [
			error(
				'contactPhone',
				`Write the number with its country code, such as +35840 1234 567.${hint}`,
			),
		];
	}
	if (phone.canReceiveText) return [];
	return [
		warning(
			'contactPhone',
			'Not a mobile number: the PIN that opens the secure e-mail comes as a text message.',
		),
	];
}

function deadlineFindings({ codesSentAt }: Order, now: Date): LevelledFinding[] {
	if (!codesSentAt) return [];
	if (codesSentAt > now)
		return [warning('codesSentAt', 'The codes were sent in the future: check the date.')];
	if (transferDeadline(codesSentAt) >= now) return [];
	return [
		error(
			'codesSentAt',
			'The transfer codes have lapsed: have the organisation order a new certificate.',
		),
	];
}

type BusinessIdVerdict = 'valid' | 'wrongForm' | 'wrongCheckDigit';

/** Checks a Finnish business ID (Y-tunnus): seven digits, a hyphen, a check digit (modulo 11). */
export function checkBusinessId(text: string): BusinessIdVerdict {
	if (!/^\d{7}-\d$/.test(text)) return 'wrongForm';
	const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
	const remainder = sum % 11;
	const checkDigit = remainder === 0 ? 0 : 11 - remainder;
	return checkDigit === Number(text.slice(-1)) ? 'valid' : 'wrongCheckDigit';
}
