import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Bug } from '../kernel/errors.js';
import { NEED } from './needs.js';

/** Metadata by which Nest knows an operation of GraphQL and a plain route. */
const RESOLVER_TYPE = 'graphql:resolver_type';
const ROUTE = 'path';
const OPERATIONS = ['Query', 'Mutation', 'Subscription'];

/** Refuses to start while any operation or route does not say what it needs. */
@Injectable()
export class EveryOperationSays implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const silent = [...this.discovery.getProviders(), ...this.discovery.getControllers()].flatMap(
      ({ instance, name }) => {
        if (!instance) return [];
        const prototype = Object.getPrototypeOf(instance) as object | null;
        if (!prototype) return [];
        return this.scanner
          .getAllMethodNames(prototype)
          .filter((method) => isSilentOperation((prototype as Record<string, unknown>)[method]))
          .map((method) => `${String(name)}.${method}`);
      },
    );
    if (silent.length > 0) throw new Bug(`these operations do not say what they need: ${silent.join(', ')}`);
  }
}

function isSilentOperation(handler: unknown): boolean {
  if (typeof handler !== 'function') return false;
  const type: unknown = Reflect.getMetadata(RESOLVER_TYPE, handler);
  const isOperation = OPERATIONS.includes(String(type)) || Reflect.hasMetadata(ROUTE, handler);
  return isOperation && !Reflect.hasMetadata(NEED, handler);
}
