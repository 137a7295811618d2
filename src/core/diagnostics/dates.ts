/** A calendar day as `yyyy-mm-dd`; such strings compare as dates do. */
export type Day = string;

/** Whether a text is an existing calendar day. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** The last day that a date, year-month or year can mean; undefined for anything else. */
export function latestDay(text: string): Day | undefined {
  if (isDay(text)) return text;
  const month = /^(\d{4})-(\d{2})$/u.exec(text);
  if (month !== null) {
    const last = `${text}-${String(daysIn(Number(month[1]), Number(month[2]))).padStart(2, '0')}`;
    return isDay(last) ? last : undefined;
  }
  return /^\d{4}$/u.test(text) ? `${text}-12-31` : undefined;
}

/** The same day so many years later; 29 February becomes 28 February where there is none. */
export function addYears(day: Day, years: number): Day {
  const year = Number(day.slice(0, 4)) + years;
  const rest = day.slice(4);
  const moved = `${String(year).padStart(4, '0')}${rest}`;
  return isDay(moved) ? moved : `${String(year).padStart(4, '0')}-02-28`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
