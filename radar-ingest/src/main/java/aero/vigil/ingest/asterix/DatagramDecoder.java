package aero.vigil.ingest.asterix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns datagrams into records: total, so that any octets give records and named rejects, and in
 * time linear in their number.
 *
 * <p>A record that breaks off ends its block, since nothing says where the next record begins; the
 * records before it stand. A block whose length is impossible ends the datagram; the blocks before
 * it stand.
 */
public final class DatagramDecoder {

    private DatagramDecoder() {}

    /** Decodes the data blocks of one datagram, of the newest editions. */
    public static Decoded decode(byte[] datagram) {
        return decode(datagram, Categories.NEWEST);
    }

    /** Decodes the data blocks of one datagram of a source that speaks these categories. */
    public static Decoded decode(byte[] datagram, Categories categories) {
        List<AsterixRecord> records = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        int offset = 0;
        while (offset < datagram.length) {
            RejectReason trouble = headerTrouble(datagram, offset);
            if (trouble != null) {
                int category = trouble == RejectReason.TRAILING_JUNK ? -1 : datagram[offset] & 0xFF;
                rejects.add(new Reject(trouble, category, null, offset));
                break;
            }
            DataBlock block =
                    new DataBlock(datagram[offset] & 0xFF, offset, lengthAt(datagram, offset));
            decodeBlock(datagram, block, categories, records, rejects);
            offset += block.length();
        }
        return new Decoded(records, rejects);
    }

    private static int lengthAt(byte[] datagram, int offset) {
        return (datagram[offset + 1] & 0xFF) << 8 | (datagram[offset + 2] & 0xFF);
    }

    private static @Nullable RejectReason headerTrouble(byte[] datagram, int offset) {
        int left = datagram.length - offset;
        if (left < DataBlock.HEADER_OCTETS) {
            return RejectReason.TRAILING_JUNK;
        }
        int length = lengthAt(datagram, offset);
        if (length < DataBlock.HEADER_OCTETS) {
            return RejectReason.BLOCK_LENGTH_INVALID;
        }
        return length > left ? RejectReason.BLOCK_TRUNCATED : null;
    }

    private static void decodeBlock(
            byte[] datagram,
            DataBlock block,
            Categories categories,
            List<AsterixRecord> records,
            List<Reject> rejects) {
        Category category = categories.find(block.category());
        if (category == null) {
            rejects.add(reject(RejectReason.CATEGORY_UNKNOWN, block, null, block.offset()));
            return;
        }
        int at = block.offset() + DataBlock.HEADER_OCTETS;
        int end = block.offset() + block.length();
        if (at == end) {
            rejects.add(reject(RejectReason.BLOCK_EMPTY, block, null, block.offset()));
        }
        while (at < end) {
            Cursor cursor = new Cursor(datagram, at, end);
            int[] starts = new int[category.uap().size()];
            String item = findItems(category, cursor, starts, datagram, at);
            RejectReason failure = cursor.failure();
            if (failure != null) {
                rejects.add(reject(failure, block, item, at));
                return;
            }
            byte[] octets = Arrays.copyOfRange(datagram, at, cursor.position());
            records.add(new AsterixRecord(category, octets, starts));
            at = cursor.position();
        }
    }

    private static Reject reject(
            RejectReason reason, DataBlock block, @Nullable String item, int offset) {
        return new Reject(reason, block.category(), item, offset);
    }

    /**
     * Moves the cursor over one record and notes where its items begin, counted from the record.
     *
     * @return the item at which the cursor failed, if it was one
     */
    private static @Nullable String findItems(
            Category category, Cursor cursor, int[] starts, byte[] datagram, int recordStart) {
        Arrays.fill(starts, ItemFormat.ABSENT);
        skipFieldSpecification(cursor);
        int fspecOctets = cursor.position() - recordStart;
        boolean empty = true;
        for (int index = 0; index < fspecOctets * 7 && !cursor.failed(); index++) {
            if ((datagram[recordStart + index / 7] & (0x80 >> (index % 7))) == 0) {
                continue;
            }
            empty = false;
            Item item = index < category.uap().size() ? category.uap().get(index) : null;
            if (item == null) {
                cursor.fail(RejectReason.ITEM_UNDEFINED);
                return "FRN " + (index + 1);
            }
            starts[index] = cursor.position() - recordStart;
            item.format().skip(cursor);
            if (cursor.failed()) {
                return item.number();
            }
        }
        if (empty) {
            cursor.fail(RejectReason.RECORD_EMPTY);
        }
        return null;
    }

    private static void skipFieldSpecification(Cursor cursor) {
        boolean more = true;
        while (more) {
            more = (cursor.octet() & 1) != 0;
        }
    }
}
