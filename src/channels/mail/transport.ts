import { createTransport, type Transporter } from 'nodemailer';

/** The road to a mail server. A mail server that does not answer costs ten seconds, not the job's whole time. */
export function openTransport(url: string): Transporter {
  const address = new URL(url);
  const port = Number(address.port || (address.protocol === 'smtps:' ? 465 : 587));
  const user = decodeURIComponent(address.username);
  return createTransport({
    ...{ host: address.hostname.replace(/^\[|\]$/g, ''), port, secure: address.protocol === 'smtps:' },
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(address.password) } }),
    ...{ connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 12_000, dnsTimeout: 8_000 },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
}
