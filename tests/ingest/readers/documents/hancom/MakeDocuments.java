import java.nio.file.Path;
import kr.dogfoot.hwplib.object.HWPFile;
import kr.dogfoot.hwplib.object.bodytext.Section;
import kr.dogfoot.hwplib.object.bodytext.control.ControlTable;
import kr.dogfoot.hwplib.object.bodytext.control.ControlType;
import kr.dogfoot.hwplib.object.bodytext.control.table.Cell;
import kr.dogfoot.hwplib.object.bodytext.control.table.Row;
import kr.dogfoot.hwplib.object.bodytext.paragraph.Paragraph;
import kr.dogfoot.hwplib.writer.HWPWriter;
import kr.dogfoot.hwpxlib.object.HWPXFile;
import kr.dogfoot.hwpxlib.object.content.section_xml.SectionXMLFile;
import kr.dogfoot.hwpxlib.object.content.section_xml.paragraph.Para;
import kr.dogfoot.hwpxlib.object.content.section_xml.paragraph.Run;
import kr.dogfoot.hwpxlib.object.content.section_xml.paragraph.object.Table;
import kr.dogfoot.hwpxlib.object.content.section_xml.paragraph.object.table.Tc;
import kr.dogfoot.hwpxlib.object.content.section_xml.paragraph.object.table.Tr;
import kr.dogfoot.hwpxlib.writer.HWPXWriter;

/** Makes release.hwp and release.hwpx: one press release with a table, in both formats of Hancom Office. */
public class MakeDocuments {
    static final String[] BEFORE = {
        "산업통상부, AI 팩토리 선도사업에 2,200억원 투입",
        "보도시점: 2026. 3. 5.(목)",
        "□ 산업통상부는 2026년 AI 팩토리 선도사업에 2,200억원을 투입한다고 밝혔다.",
    };
    static final String[][] TABLE = {
        {"사업", "2025년", "2026년"},
        {"AI 팩토리 선도사업", "1,582억원", "2,200억원"},
        {"온디바이스 AI 반도체", "-", "1,851억원"},
    };
    static final String AFTER = "○ 김정관 장관은 “제조업의 AI 전환을 앞당기겠다”고 말했다.";

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        HWPWriter.toFile(hwp(), folder.resolve("release.hwp").toString());
        HWPXWriter.toFilepath(hwpx(), folder.resolve("release.hwpx").toString());
    }

    static HWPFile hwp() throws Exception {
        HWPFile file = kr.dogfoot.hwplib.tool.blankfilemaker.BlankFileMaker.make();
        Section section = file.getBodyText().getSectionList().get(0);
        section.getParagraph(0).getText().addString(BEFORE[0]);
        for (int i = 1; i < BEFORE.length; i++) say(section.addNewParagraph(), BEFORE[i]);
        Paragraph holder = section.addNewParagraph();
        shape(holder);
        holder.getText().addExtendCharForTable();
        ControlTable table = (ControlTable) holder.addNewControl(ControlType.Table);
        table.getTable().setRowCount(TABLE.length);
        table.getTable().setColumnCount(TABLE[0].length);
        table.getTable().setBorderFillId(1);
        for (int r = 0; r < TABLE.length; r++) {
            table.getTable().addCellCountOfRow(TABLE[r].length);
            Row row = table.addNewRow();
            for (int c = 0; c < TABLE[r].length; c++) {
                Cell cell = row.addNewCell();
                cell.getListHeader().setParaCount(1);
                cell.getListHeader().setRowIndex(r);
                cell.getListHeader().setColIndex(c);
                cell.getListHeader().setRowSpan(1);
                cell.getListHeader().setColSpan(1);
                cell.getListHeader().setBorderFillId(1);
                say(cell.getParagraphList().addNewParagraph(), TABLE[r][c]);
            }
        }
        say(section.addNewParagraph(), AFTER);
        return file;
    }

    static void say(Paragraph paragraph, String text) throws Exception {
        shape(paragraph);
        paragraph.getText().addString(text);
    }

    static void shape(Paragraph paragraph) {
        paragraph.createText();
        paragraph.createCharShape();
        paragraph.getCharShape().addParaCharShape(0, 0);
    }

    static HWPXFile hwpx() {
        HWPXFile file = kr.dogfoot.hwpxlib.tool.blankfilemaker.BlankFileMaker.make();
        SectionXMLFile section = file.sectionXMLFileList().get(0);
        section.getPara(0).addNewRun().charPrIDRefAnd("0").addNewT().addText(BEFORE[0]);
        for (int i = 1; i < BEFORE.length; i++) say(section.addNewPara(), BEFORE[i]);
        Para holder = section.addNewPara();
        Table table = run(holder).addNewTable();
        table.rowCntAnd((short) TABLE.length).colCntAnd((short) TABLE[0].length).borderFillIDRefAnd("1");
        for (int r = 0; r < TABLE.length; r++) {
            Tr row = table.addNewTr();
            for (int c = 0; c < TABLE[r].length; c++) {
                Tc cell = row.addNewTc();
                cell.createCellAddr();
                cell.cellAddr().colAddrAnd((short) c).rowAddrAnd((short) r);
                cell.createSubList();
                say(cell.subList().addNewPara(), TABLE[r][c]);
            }
        }
        say(section.addNewPara(), AFTER);
        return file;
    }

    static void say(Para paragraph, String text) {
        run(paragraph).addNewT().addText(text);
    }

    static Run run(Para paragraph) {
        return paragraph.idAnd("0").paraPrIDRefAnd("0").styleIDRefAnd("0").addNewRun().charPrIDRefAnd("0");
    }
}
