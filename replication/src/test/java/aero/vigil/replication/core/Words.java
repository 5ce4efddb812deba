package aero.vigil.replication.core;

import java.util.List;

/** Messages as the paper writes them, without what a reader would skip. */
final class Words implements Message.Handler {

    private String text = "";

    static String of(Message message) {
        Words words = new Words();
        message.deliverTo(0, words);
        return message.getClass().getSimpleName() + "(v" + message.viewNumber() + words.text + ")";
    }

    private static String ops(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return "nothing";
        }
        long first = entries.get(0).opNumber();
        return entries.size() == 1
                ? entries.get(0).kind() + " " + first
                : "ops " + first + ".." + (first + entries.size() - 1);
    }

    @Override
    public void prepare(int from, Message.Prepare message) {
        text = ", " + ops(message.entries()) + ", committed " + message.commitNumber();
    }

    @Override
    public void prepareOk(int from, Message.PrepareOk message) {
        text = ", op " + message.opNumber();
    }

    @Override
    public void commit(int from, Message.Commit message) {
        text = ", op " + message.opNumber() + ", committed " + message.commitNumber();
    }

    @Override
    public void commitOk(int from, Message.CommitOk message) {
        text = ", op " + message.opNumber();
    }

    @Override
    public void startViewChange(int from, Message.StartViewChange message) {}

    @Override
    public void doViewChange(int from, Message.DoViewChange message) {
        text =
                ", log of v"
                        + message.logView()
                        + " to op "
                        + message.opNumber()
                        + ", committed "
                        + message.commitNumber();
    }

    @Override
    public void startView(int from, Message.StartView message) {
        text = ", op " + message.opNumber() + ", committed " + message.commitNumber();
    }

    @Override
    public void newerView(int from, Message.NewerView message) {}

    @Override
    public void getState(int from, Message.GetState message) {
        text = ", after op " + message.fromOp();
    }

    @Override
    public void newState(int from, Message.NewState message) {
        text = ", " + ops(message.entries()) + ", committed " + message.commitNumber();
    }

    @Override
    public void fetchLog(int from, Message.FetchLog message) {
        text = ", up to op " + message.opNumber() + ", after op " + message.afterOp();
    }

    @Override
    public void logPiece(int from, Message.LogPiece message) {
        text = ", " + ops(message.entries());
    }

    @Override
    public void forwardedRequests(int from, Message.ForwardedRequests message) {
        text = ", " + message.requests().size() + " requests";
    }

    @Override
    public void recover(int from, Message.Recover message) {}

    @Override
    public void recoverOk(int from, Message.RecoverOk message) {
        text = message.opNumber() == 0 ? "" : ", op " + message.opNumber();
    }

    @Override
    public void askMembers(int from, Message.AskMembers message) {}

    @Override
    public void members(int from, Message.Members message) {
        text = ", " + message.replacements() + " replaced";
    }

    @Override
    public void findCheckpoint(int from, Message.FindCheckpoint message) {
        text = ", above op " + message.aboveOp();
    }

    @Override
    public void checkpointOffer(int from, Message.CheckpointOffer message) {
        text =
                ", of ops "
                        + message.held().stream().map(CheckpointId::opNumber).toList()
                        + ", vouched for "
                        + message.vouched().opNumber();
    }

    @Override
    public void getCheckpoint(int from, Message.GetCheckpoint message) {
        text = ", of op " + message.checkpoint().opNumber() + ", piece " + message.piece();
    }

    @Override
    public void checkpointPiece(int from, Message.CheckpointPiece message) {
        text = ", of op " + message.checkpoint().opNumber() + ", piece " + message.piece();
    }

    @Override
    public void requestRefused(int from, Message.RequestRefused message) {
        text = ", " + message.reply().outcome();
    }

    @Override
    public void readIndex(int from, Message.ReadIndex message) {
        text = ", reads to " + message.readNumber();
    }

    @Override
    public void readIndexOk(int from, Message.ReadIndexOk message) {
        text = ", reads to " + message.readNumber() + " at op " + message.opNumber();
    }
}
