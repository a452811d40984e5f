// @ts-check
/** The colors of www/tokens.css, measured: WCAG 2.2, success criteria 1.4.3 and 1.4.11. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('../www/tokens.css', import.meta.url), 'utf8');

/** By name, for light and for dark. */
const colors = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name, [light, dark]]),
);

const GROUNDS = ['bg', 'soft', 'error-bg', 'warning-bg', 'info-bg', 'good-bg'];
const TEXTS = ['ink', 'mute', 'accent', 'accent-strong'];
const SEVERITIES = ['error', 'warning', 'info', 'good'];

/** @param {string | undefined} color */
function luminance(color = '') {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (red ?? NaN) + 0.7152 * (green ?? NaN) + 0.0722 * (blue ?? NaN);
}

/**
 * @param {string} one
 * @param {string} other
 * @param {number} least
 */
function contrast(one, other, least) {
  for (const [at, theme] of ['light', 'dark'].entries()) {
    const [low, high] = [one, other].map((name) => luminance(colors.get(name)?.[at])).sort((a, b) => a - b);
    const ratio = ((high ?? NaN) + 0.05) / ((low ?? NaN) + 0.05);
    assert.ok(ratio >= least, `${one} on ${other}, ${theme}: ${ratio.toFixed(2)}`);
  }
}

test('text can be read on every ground', () => {
  for (const ground of GROUNDS) {
    for (const text of TEXTS) {
      contrast(text, ground, 4.5);
    }
  }
  for (const severity of SEVERITIES) {
    for (const ground of ['bg', 'soft', `${severity}-bg`]) {
      contrast(severity, ground, 4.5);
    }
  }
  contrast('accent-ink', 'accent', 4.5);
  contrast('accent-ink', 'accent-strong', 4.5);
});

test('controls and the focus can be seen', () => {
  for (const ground of GROUNDS) {
    contrast('edge', ground, 3);
    contrast('focus', ground, 3);
  }
});
