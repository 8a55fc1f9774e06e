import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, Max, MaxLength, Min } from 'class-validator';
import type { Connection, Edge, PageInfo } from '../../kernel/connection.js';
import { enumeration } from './fields.js';

/** Items of a page at most, and when nobody says how many. */
export const LARGEST_PAGE = 100;
export const USUAL_PAGE = 50;

@ArgsType()
export class PageArguments {
  @Field(() => Int, { defaultValue: USUAL_PAGE, description: 'How many, 1 to 100.' })
  @IsInt()
  @Min(1)
  @Max(LARGEST_PAGE)
  first: number = USUAL_PAGE;

  @Field(() => String, { nullable: true, description: 'The cursor after which the page begins.' })
  @IsOptional()
  @MaxLength(1_000)
  after: string | null = null;
}

@ObjectType('PageInfo', { description: 'Where a page stands among its neighbours.' })
class PageInfoType implements PageInfo {
  @Field({ description: 'Whether more follow.' })
  readonly hasNextPage!: boolean;

  @Field({ description: 'Whether the page began after a cursor.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item.' })
  readonly startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item, for `after`.' })
  readonly endCursor!: string | null;
}

const ListState = enumeration(
  'ValueState',
  ['PRESENT', 'EMPTY', 'WITHHELD'],
  'Whether a value stands there, is known to be missing, or is kept from this reader. WITHHELD never betrays which of the two it covers.',
);

/** The enumeration of PRESENT, EMPTY and WITHHELD. */
export const ValueStateEnumeration = ListState;

/** A Relay connection of a type; its name is the type's with `Connection` behind. */
export function ConnectionOf<Node>(type: Type<Node>, name: string): Type<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: `A ${name} and its place in the page.` })
  class EdgeType implements Edge<Node> {
    @Field({ description: 'Opaque place in the order, for `after`.' })
    readonly cursor!: string;

    @Field(() => type, { description: 'The record.' })
    readonly node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} records.` })
  class ConnectionType implements Connection<Node> {
    @Field(() => [type], { description: 'The records of the page.' })
    readonly nodes!: readonly Node[];

    @Field(() => [EdgeType], { description: 'The records with their cursors.' })
    readonly edges!: readonly EdgeType[];

    @Field(() => PageInfoType, { description: 'Where the page stands.' })
    readonly pageInfo!: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description: 'All records that the reader may list; counted only when asked for.',
    })
    readonly totalCount!: number | null;

    @Field(() => ListState.type, { description: 'WITHHELD when the role may not list this class of data at all.' })
    readonly state!: Connection<Node>['state'];
  }
  return ConnectionType;
}
