import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { Mutation, Query, Resolver } from '@nestjs/graphql';
import { EveryOperationSays } from '../../src/access/every-operation-says.js';
import { Needs } from '../../src/access/needs.js';
import { readConfig } from '../../src/platform/config.js';
import { withClient } from '../../src/platform/db/connect.js';
import { Log } from '../../src/platform/log.js';
import { createApplication } from '../../src/server.js';
import { cloneDatabase, type TestDatabase } from '../support/template-database.js';

describe('the application refuses to start', () => {
  let database: TestDatabase;
  let dataFolder: string;

  beforeAll(async () => {
    database = await cloneDatabase();
    dataFolder = await mkdtemp(join(tmpdir(), 'vigil-app-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(dataFolder, { recursive: true });
  });

  const sql = (statement: string): Promise<unknown> =>
    withClient(database.superuserUrl, (client) => client.query(statement));
  const start = async (): Promise<string> => {
    const application = await createApplication(
      { ...readConfig({}), dataFolder, port: 0 },
      database.connections,
      new Log('silent'),
    );
    await application.close();
    return 'started';
  };

  it('on a column of a record that has no class of data, and names it', async () => {
    await sql('ALTER TABLE vigil.witness ADD COLUMN shoe_size integer');
    await expect(start()).rejects.toThrow('no class of data is declared for vigil.witness.shoe_size');
    await sql('ALTER TABLE vigil.witness DROP COLUMN shoe_size');
    await expect(start()).resolves.toBe('started');
  });

  it('on a table and on a view that have none, and names each of their columns', async () => {
    await sql('CREATE TABLE vigil.gossip (id uuid, heard_on date)');
    await sql('CREATE VIEW vigil.everyone AS SELECT code FROM vigil.witness');
    await expect(start()).rejects.toThrow('vigil.everyone.code, vigil.gossip.heard_on, vigil.gossip.id');
    await sql('DROP TABLE vigil.gossip; DROP VIEW vigil.everyone');
  });

  it('on a column of the accounts that has none', async () => {
    await sql('ALTER TABLE sec.account ADD COLUMN telephone text');
    await expect(start()).rejects.toThrow('sec.account.telephone');
    await sql('ALTER TABLE sec.account DROP COLUMN telephone');
  });
});

@Resolver()
class Outspoken {
  @Needs('CASE_PUBLIC:READ')
  @Query(() => Boolean)
  asked(): boolean {
    return true;
  }
}

@Resolver()
class Silent extends Outspoken {
  @Mutation(() => Boolean)
  unasked(): boolean {
    return true;
  }
}

const startWith = async (resolver: typeof Outspoken): Promise<string> => {
  @Module({ imports: [DiscoveryModule], providers: [EveryOperationSays, resolver] })
  class Feature {}
  const context = await NestFactory.createApplicationContext(Feature, { logger: false, abortOnError: false });
  await context.close();
  return 'started';
};

describe('a feature refuses to start', () => {
  it('with an operation that does not say what it needs, and names it', async () => {
    await expect(startWith(Silent)).rejects.toThrow('these operations do not say what they need: Silent.unasked');
  });

  it('and starts once every operation says so', async () => {
    await expect(startWith(Outspoken)).resolves.toBe('started');
  });
});
