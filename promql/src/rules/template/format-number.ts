const NOT_FINITE: ReadonlyMap<number, string> = new Map([
  [Infinity, '+Inf'],
  [-Infinity, '-Inf'],
  [NaN, 'NaN'],
]);

/** As Go's `%.<digits>g` writes a number: `1.5`, `1e+06`, `0.0012`, `1e-05`. */
export const formatDigits = (value: number, digits: number): string => {
  const known = NOT_FINITE.get(value);
  if (known !== undefined) return known;
  const places = Math.max(digits, 1) - 1;
  const exponential = evenExponential(value, places);
  const exponent = Number(exponential.slice(exponential.indexOf('e') + 1));
  if (exponent < -4 || exponent > places) return goExponent(exponential);
  return withoutZeros(Number(exponential).toFixed(places - exponent));
};

/** As Go's `%v` writes a number: as short as it can be, from a million on with an exponent. */
export const formatShortest = (value: number): string => {
  const known = NOT_FINITE.get(value);
  if (known !== undefined) return known;
  const exponential = value.toExponential();
  const exponent = Number(exponential.slice(exponential.indexOf('e') + 1));
  if (exponent < -4 || exponent > 5) return goExponent(exponential);
  return Object.is(value, -0) ? '-0' : String(value);
};

/** As Go's `%.<decimals>f` writes a number. */
export const formatDecimals = (value: number, decimals: number): string =>
  NOT_FINITE.get(value) ?? (Math.abs(value) < 1e21 ? value.toFixed(decimals) : BigInt(value).toString());

/** As Go's `%.<decimals>e` writes a number, without `decimals` as short as it can be. */
export const formatExponential = (value: number, decimals?: number): string =>
  NOT_FINITE.get(value) ?? padExponent(value.toExponential(decimals));

// JavaScript writes no more.
const MOST_PLACES = 100;

// A number just between two goes to the even one in Go, to the larger one in JavaScript.
const evenExponential = (value: number, places: number): string => {
  const rounded = value.toExponential(places);
  if (places > MOST_PLACES / 2) return rounded;
  const [digits = '', exponent = ''] = value.toExponential(MOST_PLACES).split('e');
  const further = MOST_PLACES - places;
  const kept = digits.slice(0, -further);
  const isTie = /^50+$/.test(digits.slice(-further));
  const isEven = /[02468]\.?$/.test(kept);
  return isTie && isEven ? `${kept.replace(/\.$/, '')}e${exponent}` : rounded;
};

const goExponent = (exponential: string): string => {
  const [mantissa = '', exponent = ''] = exponential.split('e');
  return padExponent(`${withoutZeros(mantissa)}e${exponent}`);
};

// Go gives an exponent two digits at least.
const padExponent = (text: string): string => text.replace(/e([+-])(\d)$/, 'e$10$2');

const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
