/** Which days a shop works on: the counting of working days needs it. */
export interface Calendar {
  isWorkingDay(day: string): boolean;
}

const dayLength = 86_400_000;
const format = /^(\d{4}-\d\d-\d\d)(?:T.*)?$/;

/** A day as conditions see it; days are compared, subtracted (whole days between them) and moved. */
export class Day {
  constructor(
    readonly iso: string,
    readonly calendar: Calendar | undefined,
  ) {}

  static of(text: string, calendar?: Calendar): Day {
    const [, iso] = format.exec(text) ?? [];
    if (iso === undefined || Number.isNaN(Date.parse(iso)))
      throw new Error(`"${text}" is not a date such as 2026-11-21`);
    return new Day(iso, calendar);
  }

  /** Days since 1970. */
  get number(): number {
    return Date.parse(this.iso) / dayLength;
  }

  plus(days: number): Day {
    return new Day(isoOf(this.number + days), this.calendar);
  }

  /** The working day so many after this one; none is the day itself. */
  plusWorking(days: number): Day {
    const calendar = this.mustHaveCalendar();
    let at = this.number;
    // A shop that never opens must not hold the bot: a year without a working day is a fault of its hours.
    for (let left = days, tried = 0; left > 0; tried++) {
      if (tried > days * 10 + 400) throw new Error('the shop has no working days to count');
      at += 1;
      if (calendar.isWorkingDay(isoOf(at))) left -= 1;
    }
    return new Day(isoOf(at), this.calendar);
  }

  /** The working days after this one up to the other, which counts; negative when the other is earlier. */
  workingDaysUntil(other: Day): number {
    if (other.number < this.number) return -other.workingDaysUntil(this);
    const calendar = this.calendar ?? other.mustHaveCalendar();
    if (other.number - this.number > 4_000) throw new Error('more than ten years of working days are not counted');
    let sum = 0;
    for (let at = this.number + 1; at <= other.number; at++) if (calendar.isWorkingDay(isoOf(at))) sum += 1;
    return sum;
  }

  private mustHaveCalendar(): Calendar {
    if (!this.calendar) throw new Error('working days are counted from today or from a day of the shop');
    return this.calendar;
  }
}

const isoOf = (number: number): string => new Date(number * dayLength).toISOString().slice(0, 10);

/** An amount in a currency. Comparing two currencies is a fault: no rate is known here. */
export class Money {
  constructor(
    readonly amount: number,
    readonly currency: string,
  ) {}

  /** `3500 JPY` */
  static of(text: string): Money {
    const [, amount, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text) ?? [];
    if (amount === undefined || currency === undefined) throw new Error(`"${text}" is not an amount such as 3500 JPY`);
    return new Money(Number(amount), currency);
  }

  compare(other: Money): number {
    this.mustMatch(other);
    return this.amount - other.amount;
  }

  plus(other: Money, sign: 1 | -1 = 1): Money {
    this.mustMatch(other);
    return new Money(this.amount + sign * other.amount, this.currency);
  }

  private mustMatch(other: Money): void {
    if (this.currency !== other.currency) throw new Error(`${this.currency} and ${other.currency} cannot be compared`);
  }
}
