import { isIPv4, isIPv6 } from 'node:net';
import { templateError } from '../errors.ts';
import type { JsonValue } from '../template.ts';
import { type Resolve, type Scope, scalarText } from './intrinsic-function.ts';

/** `count` adjoining blocks of `2^cidrBits` addresses each, from the start of `ipBlock`. */
export function cidr(argument: JsonValue, _scope: Scope, resolve: Resolve): JsonValue {
  const texts = Array.isArray(argument) ? argument.map((item) => scalarText(resolve(item)) ?? '') : [];
  const [block = '', count = '', hostBits = '8'] = texts;
  const parsed = parseBlock(block);
  if (texts.length > 3 || !parsed || !isWithin(count, 1, 256) || !isWithin(hostBits, 1, 128)) {
    throw templateError('Fn::Cidr expects an IP block, a count from 1 to 256 and the number of subnet bits');
  }
  const { address, prefix, width } = parsed;
  const [size, wanted] = [BigInt(hostBits), BigInt(count)];
  const room = BigInt(width - prefix);
  if (size > room || wanted << size > 1n << room) {
    throw templateError(`Fn::Cidr cannot make ${count} blocks of ${hostBits} bits in ${block}`);
  }
  const start = (address >> room) << room;
  return Array.from({ length: Number(count) }, (_, index) => {
    const first = start + (BigInt(index) << size);
    return `${width === 32 ? ipv4Text(first) : ipv6Text(first)}/${width - Number(hostBits)}`;
  });
}

function parseBlock(block: string): { address: bigint; prefix: number; width: 32 | 128 } | undefined {
  const [ip = '', prefix = '', ...others] = block.split('/');
  const width = isIPv4(ip) ? 32 : 128;
  if (others.length > 0 || !isWithin(prefix, 0, width)) return undefined;
  if (isIPv4(ip)) return { address: numberOf(ip.split('.').map(Number), 8n), prefix: Number(prefix), width };
  if (!isIPv6(ip) || /[.%]/.test(ip)) return undefined;
  return { address: numberOf(ipv6Groups(ip), 16n), prefix: Number(prefix), width };
}

function ipv6Groups(ip: string): number[] {
  const [head = [], tail] = ip.split('::').map((part) => (part ? part.split(':') : []));
  const zeros = tail ? Array.from({ length: 8 - head.length - tail.length }, () => '0') : [];
  return [...head, ...zeros, ...(tail ?? [])].map((group) => Number.parseInt(group, 16));
}

function numberOf(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((sum, part) => (sum << bits) | BigInt(part), 0n);
}

function ipv4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
}

function ipv6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (address >> BigInt(112 - 16 * index)) & 0xffffn);
  const host = groups.map((group) => group.toString(16)).join(':');
  return new URL(`http://[${host}]`).hostname.slice(1, -1);
}

function isWithin(text: string, least: number, most: number): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most;
}
