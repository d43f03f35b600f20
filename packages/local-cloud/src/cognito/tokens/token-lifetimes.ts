import type { CreateUserPoolClientRequest, TimeUnitsType } from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter } from '../errors.ts';

const secondsOf: Readonly<Record<TimeUnitsType, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
};

/** In seconds. */
export interface TokenLifetimes {
  readonly id: number;
  readonly access: number;
  readonly refresh: number;
}

/** Throws for one outside of AWS's limits: 5 minutes to a day, and 60 minutes to ten years for refresh tokens. */
export function tokenLifetimes(settings: CreateUserPoolClientRequest): TokenLifetimes {
  const units = settings.TokenValidityUnits;
  const day = secondsOf.days;
  return {
    id: lifetime('IdToken', settings.IdTokenValidity ?? 0, units?.IdToken ?? 'hours', [300, day, 3600]),
    access: lifetime('AccessToken', settings.AccessTokenValidity ?? 0, units?.AccessToken ?? 'hours', [
      300,
      day,
      3600,
    ]),
    refresh: lifetime('RefreshToken', settings.RefreshTokenValidity ?? 0, units?.RefreshToken ?? 'days', [
      3600,
      3650 * day,
      30 * day,
    ]),
  };
}

function lifetime(
  token: string,
  value: number,
  unit: TimeUnitsType,
  [least, most, usual]: readonly [number, number, number],
): number {
  if (value === 0) return usual;
  const seconds = value * secondsOf[unit];
  if (seconds >= least && seconds <= most) return seconds;
  throw invalidParameter(
    `Invalid range for ${token}Validity: expected ${least} to ${most} seconds, received ${value} ${unit}.`,
  );
}
