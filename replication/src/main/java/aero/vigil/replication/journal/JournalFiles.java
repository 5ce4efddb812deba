package aero.vigil.replication.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The files of a journal, numbered from 1: the port below {@link JournalWriter} and {@link
 * JournalScan}.
 */
interface JournalFiles {

    /** The numbers of the files that exist, ascending. */
    List<Long> numbers() throws IOException;

    BlockFile openToRead(long number) throws IOException;

    /**
     * Makes a new, empty file whose name is durable in its directory when this returns, so that
     * forcing the file is all that a record in it needs.
     */
    AppendableFile create(long number) throws IOException;

    /** Removes a file that holds no record. */
    void remove(long number) throws IOException;

    /** Moves a file to the archive, durably; nothing there is ever deleted. */
    void archive(long number) throws IOException;

    /** When the file was last written to, milliseconds since 1970. */
    long lastWrittenMillis(long number) throws IOException;

    /** Bytes left on the device for the journal. */
    long freeBytes() throws IOException;

    /** A file that grows by whole excerpts. Used by one thread at a time. */
    interface AppendableFile extends Closeable {

        /**
         * @return the position of the excerpt's document in the file, as {@link FileScan} finds it
         */
        long append(Excerpt excerpt) throws IOException;

        /** Returns when everything appended is on the device. */
        void force() throws IOException;

        /** Bytes appended up to now, framing included. */
        long lengthBytes();

        @Override
        void close() throws IOException;
    }
}
