import { Readable, Writable } from 'node:stream';
import type { Connection, Submittable } from 'pg';

/** What the driver's connection can do of the COPY protocol, beyond what its types say. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

type Done = (error?: Error | null) => void;

/** The rows of a `COPY … TO STDOUT`, as PostgreSQL writes them. */
export class CopyOut extends Readable implements Submittable {
  private connection: Connection | null = null;

  constructor(private readonly statement: string) {
    super();
  }

  submit(connection: Connection): void {
    this.connection = connection;
    connection.query(this.statement);
  }

  /** The driver's buffer is used again for what comes next: hence the copy. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    if (!this.push(Buffer.from(chunk))) this.connection?.stream.pause();
  }

  handleCommandComplete(): void {
    // The end is told by handleReadyForQuery.
  }

  /** Nobody reads on after the end: what was paused for the reader must not stay so for the next statement. */
  handleReadyForQuery(): void {
    this.connection?.stream.resume();
    this.push(null);
  }

  handleError(error: Error): void {
    this.connection?.stream.resume();
    this.destroy(error);
  }

  override _read(): void {
    this.connection?.stream.resume();
  }
}

/** Takes the rows of a `COPY … FROM STDIN`. It has ended when PostgreSQL has taken them all. */
export class CopyIn extends Writable implements Submittable {
  private connection: CopyConnection | null = null;
  private onReady: (() => void) | null = null;
  private onDone: Done | null = null;

  constructor(private readonly statement: string) {
    super();
  }

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.connection = connection;
    this.onReady?.();
  }

  handleCommandComplete(): void {
    // The end is told by handleReadyForQuery.
  }

  handleReadyForQuery(): void {
    this.connection = null;
    this.onDone?.();
  }

  handleError(error: Error): void {
    this.connection = null;
    this.destroy(error);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.whenReady((connection) => {
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) connection.stream.once('drain', () => done());
      else done();
    });
  }

  override _final(done: Done): void {
    this.onDone = done;
    this.whenReady((connection) => connection.endCopyFrom());
  }

  override _destroy(error: Error | null, done: Done): void {
    if (error) this.connection?.sendCopyFail('what is copied from failed');
    done(error);
  }

  private whenReady(work: (connection: CopyConnection) => void): void {
    if (this.connection) work(this.connection);
    else this.onReady = () => this.connection && work(this.connection);
  }
}
