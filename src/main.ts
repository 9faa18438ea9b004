#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { loadCommands } from './command/bundle.js';
import { terminal } from './command/terminal.js';

if (existsSync('.env')) process.loadEnvFile('.env');

const { runCommand } = await loadCommands();
const code = await runCommand(process.argv.slice(2), process.env, terminal);
if (code !== undefined) process.exit(code);
