#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { runCommand } from './command/commands.js';
import { terminal } from './command/terminal.js';

if (existsSync('.env')) process.loadEnvFile('.env');

const code = await runCommand(process.argv.slice(2), process.env, terminal);
if (code !== undefined) process.exit(code);
