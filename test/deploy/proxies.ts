import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../setup/databases.js';

/** A running proxy in front of a port of this machine. */
export interface Proxy {
  close(): Promise<void>;
}

interface Ports {
  readonly path: string;
  /** Where it listens and where it leads. */
  readonly port: number;
  readonly to: number;
}

/** The shipped file, with nothing changed but what it asks to be changed: host, port, and here no certificate. */
export async function startNginx({ path, port, to }: Ports): Promise<Proxy> {
  const folder = temporaryFolder();
  const shipped = changed(readFileSync('deploy/nginx.conf', 'utf8'), [
    ['server 127.0.0.1:8080;', `server 127.0.0.1:${to};`],
    [/server \{\n {2}listen 80;[\s\S]*?\n\}\n/, ''],
    ['listen 443 ssl;', `listen 127.0.0.1:${port};`],
    ['listen [::]:443 ssl;', ''],
    ['server_name help.example.com;', 'server_name 127.0.0.1;'],
    [/ssl_certificate .*\n/, '\n'],
    [/ssl_certificate_key .*\n/, '\n'],
  ]);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => {
    mkdirSync(join(folder, name));
    return `${name}_temp_path ${join(folder, name)};`;
  });
  // As root nginx would work as "nobody", who may not enter the folder.
  const root = process.getuid?.() === 0 ? 'user root;' : '';
  const main = [
    ...[root, 'daemon off;', `pid ${join(folder, 'pid')};`, 'error_log stderr warn;', 'events {}'],
    ...['http {', 'access_log off;', ...temporary, shipped, '}'],
  ];
  writeFileSync(join(folder, 'nginx.conf'), main.join('\n'));
  return start(path, ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], folder, port);
}

export async function startCaddy({ path, port, to }: Ports): Promise<Proxy> {
  const folder = temporaryFolder();
  const shipped = changed(readFileSync('deploy/Caddyfile', 'utf8'), [
    ['help.example.com {', `http://127.0.0.1:${port} {`],
    ['reverse_proxy 127.0.0.1:8080 {', `reverse_proxy 127.0.0.1:${to} {`],
  ]);
  writeFileSync(join(folder, 'Caddyfile'), `{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}\n${shipped}`);
  return start(path, ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], folder, port);
}

/** A change that finds nothing to change means that the test no longer tests the shipped file. */
function changed(text: string, changes: readonly (readonly [string | RegExp, string])[]): string {
  return changes.reduce((before, [what, into]) => {
    const after = before.replace(what, into);
    if (after === before) throw new Error(`the shipped file has no ${String(what)}`);
    return after;
  }, text);
}

async function start(path: string, args: string[], folder: string, port: number): Promise<Proxy> {
  const child = spawn(path, args, {
    cwd: folder,
    env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const until = Date.now() + 10_000;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`${path} did not start:\n${said}`);
    await new Promise((next) => setTimeout(next, 50));
  }
  return {
    async close() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  );

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}
