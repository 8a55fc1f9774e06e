import { describe, expect, it } from '@jest/globals';
import { BadInput } from '../../kernel/errors.js';
import { refuseClearText } from './refuse-clear-text.js';

describe('where the service may listen', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('accepts %s, which no other machine reaches', (host) => {
    expect(() => refuseClearText({ host, baseUrl: null })).not.toThrow();
  });

  it.each([
    ['0.0.0.0', null],
    ['::', null],
    ['127.example.org', null],
    ['192.0.2.7', 'http://vigil.example.org'],
  ])('refuses %s with the base URL %s, for cookies would travel in clear text', (host, baseUrl) => {
    expect(() => refuseClearText({ host, baseUrl })).toThrow(BadInput);
  });

  it('accepts any host behind a proxy with HTTPS', () => {
    expect(() => refuseClearText({ host: '0.0.0.0', baseUrl: 'https://vigil.example.org' })).not.toThrow();
  });
});
